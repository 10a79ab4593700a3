package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same records give the same alerts, byte for byte, however fast they come and whatever is kept
 * on the way.
 */
class DeterminismTest {
    @TempDir Path folder;
    private ShikraHome home;
    private int runs;

    @BeforeEach
    void home() throws Exception {
        home = ShikraHome.in(folder);
    }

    private record Result(byte[] alerts, byte[] signals, String hash) {
        void isAs(Result other) {
            assertThat(new String(signals)).isEqualTo(new String(other.signals));
            assertThat(new String(alerts)).isEqualTo(new String(other.alerts));
            assertThat(hash).isEqualTo(other.hash);
        }
    }

    private Result replay(Object... arguments) throws Exception {
        Path alerts = folder.resolve("alerts-" + ++runs + ".jsonl");
        Path signals = folder.resolve("signals-" + runs + ".jsonl");
        List<Object> all =
                new ArrayList<>(List.of("replay", "--alerts", alerts, "--signals", signals));
        all.addAll(Arrays.asList(arguments));
        ShikraHome.Ran ran = home.run(all.toArray());
        assertThat(ran.exit()).as(ran.err()).isZero();
        var result =
                new Result(Files.readAllBytes(alerts), Files.readAllBytes(signals), ran.hash());
        assertThat(ran.ids()).isEqualTo(ShikraHome.idsIn(new String(result.alerts)));
        return result;
    }

    private void isTheSameEveryWay(Object... what) throws Exception {
        Result first = replay(with(what));
        assertThat(first.signals).as("there must be something to compare").isNotEmpty();
        replay(with(what)).isAs(first);
        replay(with(what, "--no-snapshots")).isAs(first);
        replay(with(what, "--speed", 50, "--config", home.waitingAtMost("0.02"))).isAs(first);
        replay(with(what, "--config", home.configuration("small", "slots", "1024"))).isAs(first);
        replay(
                        with(
                                what,
                                "--no-snapshots",
                                "--config",
                                home.configuration("large", "slots", "65536")))
                .isAs(first);
        replay(with(what, "--config", home.configuration("often", "intervalS", "1"))).isAs(first);
    }

    private static Object[] with(Object[] some, Object... more) {
        List<Object> all = new ArrayList<>(Arrays.asList(some));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    @Test
    void detectorsOfPluginsToo() throws Exception {
        home.withoutPatterns();
        home.write(
                "config/patterns.yaml",
                """
                patterns:
                  candle-1m:
                    detector: candle
                    timeframe: 1m
                    parameters:
                      function: [cdlengulfing, cdlhammer, cdlharami]
                      trendLength: 5
                      trendStrength: 0.5
                """);
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 5, 1800);
        isTheSameEveryWay(trades);
    }

    @Test
    void givesTheSampleTheSameAlertsEveryWay() throws Exception {
        isTheSameEveryWay("--sample");
    }

    @Test
    void givesARecordedDayOfFuturesTheSameAlertsEveryWay() throws Exception {
        isTheSameEveryWay(ShikraHome.recorded("ticks/nifty_fut_ticks_gfdl_2022-01-03.zip"));
    }

    @Test
    void givesRecordedIndexTicksTheSameAlertsEveryWay() throws Exception {
        Path ticks = ShikraHome.recorded("ticks/nifty_spot_ticks_fyers_2025-02-11_12.csv.gz");
        // An index has no volume, which the repository's own patterns ask for.
        home.write(
                "rules/patterns/above-open.js",
                MadeUpTrades.rule("above-open", "1m", "x => x.now > x.open"));
        home.write(
                "rules/patterns/tick-above-open.js",
                MadeUpTrades.rule("tick-above-open", "tick", "x => x.now > x.open"));
        isTheSameEveryWay(ticks);
    }

    @Test
    void givesTheSameAlertsAtFiftyTimesRealTime() throws Exception {
        Path trades = MadeUpTrades.write(folder.resolve("MADEUP.csv"), 7, 150);
        home.write(
                "rules/patterns/above-open.js",
                MadeUpTrades.rule("above-open", "1m", "x => x.now > x.open"));
        home.write(
                "rules/patterns/tick-above-open.js",
                MadeUpTrades.rule("tick-above-open", "tick", "x => x.now > x.open"));
        home.write(
                "rules/patterns/tick-below-open.js",
                MadeUpTrades.rule("tick-below-open", "tick", "x => x.now < x.open"));
        Result first = replay(trades);
        assertThat(first.signals).isNotEmpty();
        replay(trades, "--speed", "50").isAs(first);
        replay(
                        trades,
                        "--speed",
                        "50",
                        "--no-snapshots",
                        "--config",
                        home.configuration("small", "slots", "1024"))
                .isAs(first);
    }

    @Test
    void takingACaptureChangesNothing() throws Exception {
        Path capture = folder.resolve("run.capture");
        Result first = replay("--sample", "--capture", capture);
        assertThat(Files.size(capture)).isPositive();
        replay("--sample").isAs(first);
    }
}
