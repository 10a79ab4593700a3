package dev.shikra.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {
    private record Fixed(String name, int figures) implements Benchmark {
        @Override
        public String description() {
            return "always the same";
        }

        @Override
        public void run(Options options, Results results) {
            for (int i = 0; i < figures; i++) {
                results.add(name, "case " + i, 2, "ns", "other", 5);
            }
        }
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            Bench.commandLine(List.of(new Fixed("one", 1), new Fixed("none", 0)))
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err));

    @Test
    void namesWhatThereIsForAnUnknownName() {
        assertThat(line.execute("two")).isEqualTo(2);
        assertThat(err.toString())
                .contains("no benchmark is called 'two': there are one, none and all");
    }

    @Test
    void lists() {
        assertThat(line.execute("--list")).isZero();
        assertThat(out.toString()).contains("one", "none", "always the same");
    }

    @Test
    void failsIfNothingWasMeasured() {
        assertThat(line.execute("one")).isZero();
        assertThat(line.execute("none")).isEqualTo(1);
        assertThat(line.execute("all")).isEqualTo(1);
    }

    @Test
    void writesEveryKeyInEachLine() {
        var json = new ByteArrayOutputStream();
        var results =
                new Results(
                        Optional.of(new PrintStream(json, true, StandardCharsets.UTF_8)),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        results.add("engine", "warm", 1_234_567.8, "ticks/s", "ta4j", 100_000);
        results.add("option", "greeks", 50, "ns", "slow", 75);
        results.add("engine", "start", 1.5, "s");
        assertThat(json.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "{\"bench\":\"engine\",\"case\":\"warm\",\"value\":1234568,\"unit\":\"ticks/s\",\"peer\":\"ta4j\",\"peerValue\":100000,\"ratio\":12.3457}",
                        "{\"bench\":\"option\",\"case\":\"greeks\",\"value\":50.0000,\"unit\":\"ns\",\"peer\":\"slow\",\"peerValue\":75.0000,\"ratio\":1.5000}",
                        "{\"bench\":\"engine\",\"case\":\"start\",\"value\":1.5000,\"unit\":\"s\",\"peer\":null,\"peerValue\":null,\"ratio\":null}");
    }
}
