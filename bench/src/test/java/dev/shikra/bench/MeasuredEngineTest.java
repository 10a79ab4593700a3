package dev.shikra.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.shikra.host.engine.EngineCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasuredEngineTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    /**
     * A benchmark of nothing must fail: what is timed closes bars, runs rules and gives signals
     * that reach the desk.
     */
    @Test
    void takesEveryTickThroughBarsRulesAndDesk() throws IOException {
        assumeThat(BenchHost.bundledPlugins(HOME).resolve("studies.zip"))
                .as("the plugins' zips: there from the package phase on")
                .exists();
        var feed = new MarketFeed(new MarketFeed.Shape(400, 3, 0, 5));
        try (BenchHost host = BenchHost.open(HOME);
                var engine =
                        new MeasuredEngine(
                                host, feed, Optional.of(host.rules()), Optional.empty())) {
            engine.prime(2);
            EngineCounters counters = engine.engine().counters();
            long ticksBefore = counters.ticks;
            long barsBefore = counters.barsClosed;
            for (int stretch = 0; stretch < 8; stretch++) {
                engine.moveOn();
                engine.feed(0, feed.frameCount());
            }
            engine.failOnProblems();
            assertThat(counters.ticks - ticksBefore).isEqualTo(8L * feed.tickCount());
            long minutes = 8 * feed.spanMs() / 60_000;
            assertThat(counters.barsClosed - barsBefore)
                    .isGreaterThan((minutes - 9) * MarketFeed.INSTRUMENTS);
            assertThat(
                            counters.duplicates
                                    + counters.stale
                                    + counters.late
                                    + counters.outsideSession
                                    + counters.badPrice)
                    .isZero();
            assertThat(engine.kernels().calls).isGreaterThan(2 * minutes);
            assertThat(engine.tally().signals).isPositive().isEqualTo(counters.signals);
            assertThat(engine.tally().alerts).isPositive().isEqualTo(counters.alerts);
            assertThat(engine.tally().prices).isPositive();
        }
    }
}
