package dev.shikra.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A benchmark that prints its figures as lines of JSON.
 *
 * @param fullMs what it is given to measure each of its rounds with, ms
 * @param quickMs the same for rough figures
 */
record PrintedBench(String name, String description, int fullMs, int quickMs, Body body)
        implements Benchmark {
    /** Measures and prints. */
    interface Body {
        void run(int millis, PrintStream out);
    }

    @Override
    public void run(Options options, Results results) {
        var printed = new ByteArrayOutputStream();
        try (var out = new PrintStream(printed, false, StandardCharsets.UTF_8)) {
            body.run(options.quick() ? quickMs : fullMs, out);
        }
        JsonMapper mapper = JsonMapper.builder().build();
        printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(line -> results.add(result(mapper.readTree(line))));
    }

    private static Result result(JsonNode line) {
        JsonNode peer = line.path("peer");
        return new Result(
                line.path("bench").asString(),
                line.path("case").asString(),
                line.path("value").asDouble(),
                line.path("unit").asString(),
                peer.isString()
                        ? Optional.of(
                                new Result.Peer(peer.asString(), line.path("peerValue").asDouble()))
                        : Optional.empty());
    }
}
