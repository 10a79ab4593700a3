package dev.shikra.bench;

import dev.shikra.plugins.simulator.Market;
import dev.shikra.plugins.simulator.SimulatedExchange;
import dev.shikra.plugins.simulator.SimulatorSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The service on as much as Kite allows: 3 connections of 3,000 instruments, two ticks a second
 * each, for ten minutes. Fails if a tick that the exchange sent did not reach the engine; gives
 * heap, memory, lag and what was dropped each minute.
 */
final class SoakBench implements Benchmark {
    private static final int INSTRUMENTS = 9_000;
    private static final double TICKS_A_SECOND = 2.0 * INSTRUMENTS;
    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final Instant OPEN = Instant.parse("2026-01-05T03:45:00Z");
    private static final int SAMPLE_SECONDS = 120;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String description() {
        return "9,000 instruments over 3 connections for 10 minutes: drops, heap, memory";
    }

    @Override
    public boolean isPartOfAll() {
        return false;
    }

    @Override
    public void run(Options options, Results results) throws Exception {
        if (!RunningService.canBeMeasured()) {
            results.note("memory of the service is read from /proc, which is not here");
        }
        int seconds = options.quick() ? 60 : 600;
        try (BenchHost host = BenchHost.open(options.home());
                SimulatedExchange exchange =
                        SimulatedExchange.start(
                                new SimulatorSettings(
                                        0,
                                        1,
                                        speed(),
                                        OPEN,
                                        INSTRUMENTS,
                                        Duration.ofSeconds(1),
                                        Optional.empty()))) {
            var sent = new AtomicLong();
            exchange.onFrame((connection, frame) ->
                    sent.addAndGet((frame[0] & 0xFF) << 8 | frame[1] & 0xFF));
            Map<String, String> connection = new HashMap<>();
            connection.put("apiKey", exchange.apiKey());
            connection.put("accessToken", exchange.accessToken());
            connection.put("websocketUrl", exchange.websocketUrl().toString());
            connection.put("apiUrl", exchange.httpUrl().toString());
            connection.put("clock", exchange.clock().toString());
            connection.put("watched", "*");
            try (RunningService service =
                    RunningService.start(options.home(), host.directory("soak"), connection)) {
                follow(exchange, service, sent, seconds, results);
            }
        }
    }

    private static void follow(
            SimulatedExchange exchange,
            RunningService service,
            AtomicLong sent,
            int seconds,
            Results results)
            throws IOException, InterruptedException {
        int parts = 10; // minutes of a full run
        double first = Double.NaN;
        double last = Double.NaN;
        long begun = sent.get();
        long start = System.nanoTime();
        for (int part = 1; part <= parts; part++) {
            Thread.sleep(seconds * 1_000L / parts);
            last = service.heapMegabytes();
            if (part == 1) {
                first = last; // by then classes are loaded and studies have their bars
            }
            String when = "at " + seconds * part / parts + " s";
            results.add("soak", when + ", heap after collection", last, "MB");
            results.add("soak", when + ", memory", service.residentMegabytes(), "MB");
            results.add("soak", when + ", CPU since the start", service.cpuSeconds(), "s");
            results.add("soak", when + ", ticks sent", sent.get(), "ticks");
            results.add("soak", when + ", ticks taken", service.metric("shikra_ticks"), "ticks");
            results.add("soak", when + ", slots of the ring in use", ring(service), "slots");
            results.add("soak", when + ", dropped", service.metric("shikra_dropped"), "ticks");
            results.add("soak", when + ", frames not sent", exchange.framesNotSent(), "frames");
        }
        double rate = (sent.get() - begun) * 1e9 / (System.nanoTime() - start);
        results.add("soak", "offered", rate, "ticks/s");
        long owed = sent.get();
        Thread.sleep(100); // what was counted has been handed over before the silence
        exchange.faults().silence();
        long behind = System.nanoTime();
        Thread.sleep(3_000); // what is on its way arrives; a mute feed is noticed later than this
        RunningService.Report report = service.stop();
        double stopSeconds = (System.nanoTime() - behind) / 1e9;
        results.note(report.line());
        results.add("soak", "ticks sent", owed, "ticks");
        results.add("soak", "ticks taken", report.ticks(), "ticks");
        results.add("soak", "frames not sent, client too slow", exchange.framesNotSent(), "frames");
        results.add("soak", "from the last tick to the service's end", stopSeconds, "s");
        results.add("soak", "growth of heap after collection", last - first, "MB");
        if (report.ticks() < owed || exchange.framesNotSent() > 0) {
            throw new IllegalStateException(
                    "ticks were lost: "
                            + owed
                            + " sent, "
                            + report.ticks()
                            + " taken; "
                            + service.said());
        }
    }

    /** Frames that wait for journal and engine: the service's lag behind its socket. */
    private static double ring(RunningService service) throws IOException, InterruptedException {
        return service.metric("shikra_ring_used_slots");
    }

    /** {@return at which 9,000 instruments of the market give two ticks a second each} */
    private static double speed() {
        var market = new Market(DAY, 1, INSTRUMENTS);
        long updates = 0;
        for (int second = 0; second < SAMPLE_SECONDS; second++) {
            market.advance();
            updates += market.updates();
        }
        return TICKS_A_SECOND * SAMPLE_SECONDS / updates;
    }
}
