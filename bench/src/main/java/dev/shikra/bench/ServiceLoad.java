package dev.shikra.bench;

import dev.shikra.api.source.LocalVenue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;

/**
 * What {@code ./shikra run} costs while it follows 174 instruments of the simulated exchange, which
 * runs in this process and not in the service's: share of one core, resident memory.
 */
final class ServiceLoad {
    private final Options options;
    private final BenchHost host;
    private final Results results;

    ServiceLoad(Options options, BenchHost host, Results results) {
        this.options = options;
        this.host = host;
        this.results = results;
    }

    void run(int rate) throws IOException, InterruptedException {
        if (!RunningService.canBeMeasured()) {
            results.note("CPU and memory of the service are read from /proc, which is not here");
            return;
        }
        String subject = "service at " + rate + " ticks/s";
        Path work = host.directory("service-" + rate);
        long period = options.quick() ? 10_000 : 60_000;
        try (LocalVenue.Running exchange =
                LatencyBench.exchange(host, rate / LatencyBench.TICKS_A_SECOND)) {
            var connection = new HashMap<>(exchange.connection());
            connection.put("watched", "*");
            try (RunningService service = RunningService.start(options.home(), work, connection)) {
                Thread.sleep(period);
                double before = service.cpuSeconds();
                long start = System.nanoTime();
                Thread.sleep(period);
                double seconds = (System.nanoTime() - start) / 1e9;
                double share = 100 * (service.cpuSeconds() - before) / seconds;
                results.add("latency", subject + ", CPU", share, "% of a core");
                results.add("latency", subject + ", memory", service.residentMegabytes(), "MB");
                results.add(
                        "latency",
                        subject + ", most memory",
                        service.mostResidentMegabytes(),
                        "MB");
            }
        }
    }
}
