package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.ShikraHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What the words of the rule language mean: a rule and its cases each, through the real engine. */
class RuleMeaningsTest {
    @TempDir Path folder;

    private record Meaning(String name, String rule, String cases) {}

    private static Meaning pattern(
            String name, String every, String more, String inputs, String when, String cases) {
        return new Meaning(
                name,
                """
                import { pattern, filter, bar, day, tick, study, time, market, index, previousDay, crossesAbove } from 'shikra';
                export default pattern({
                  id: '%s', every: '%s', %s
                  inputs: { close: bar.close, %s },
                  when: { 'holds': %s },
                  then: x => ({ direction: 'long', confidence: 0.5 }),
                });
                """
                        .formatted(name, every, more, inputs, when),
                "import { test, session, sessions, flat, ramp, ticks, values } from 'shikra/test';\n"
                        + cases);
    }

    private static final List<Meaning> MEANINGS =
            List.of(
                    pattern(
                            "index-0-is-the-newest",
                            "1m",
                            "fires: 'each',",
                            "closes: bar.close.window(3), before: bar.close.ago(1), same: bar.close.ago(0)",
                            "x => x.closes[0] === x.close && x.closes[1] === x.before && x.same === x.close && x.closes[0] === 103 && x.closes[2] === 101",
                            "test('newest first', { market: session('2024-01-02', [[101, 1], [102, 1], [103, 1], [104, 1]]), expect: [{ at: '09:18' }] });"),
                    pattern(
                            "on-defaults-to-every",
                            "5m",
                            "fires: 'each',",
                            "open: bar.open, same: study.sma({ length: 1 }), minute: bar.on('1m').open",
                            "x => x.close - x.open === 5 && x.same === x.close && x.close - x.minute === 1",
                            "test('five minutes', { market: session('2024-01-02', ramp(10, 100, 110, 1)), expect: [{ at: '09:20' }, { at: '09:25' }] });"),
                    pattern(
                            "a-tick-rule-reads-closed-minutes",
                            "tick",
                            "fires: 'each',",
                            "price: tick.price, high: bar.on('1m', { forming: true }).high",
                            "x => x.close === 100 && x.high === 107 && x.price === 103",
                            "test('closed and forming', { market: ticks('2024-01-02 09:15', [[0, 90, 1], [30, 100, 1], [70, 107, 1], [80, 103, 1]]), expect: [{ at: '09:16:20' }] });"),
                    pattern(
                            "crosses-above-from-equal",
                            "1m",
                            "fires: 'each',",
                            "crossed: crossesAbove(bar.close, 100)",
                            "x => x.crossed === 1",
                            """
                            test('from at or below', { market: session('2024-01-02', [[99, 1], [100, 1], [101, 1], [102, 1], [100, 1], [100, 1], [100.5, 1]]), expect: [{ at: '09:18' }, { at: '09:22' }] });
                            test('not known at the first bar', { market: session('2024-01-02', [[101, 1], [102, 1]]), expect: [] });
                            """),
                    pattern(
                            "edges-restart-each-session",
                            "1m",
                            "",
                            "average: study.ema({ length: 3 })",
                            "x => x.average > 0",
                            // The study is known at once on the second day: it went on. The edge
                            // began anew.
                            "test('each day anew', { market: sessions('2024-01-02', 2, flat(5, 100, 1)), expect: [{ at: '2024-01-02 09:18' }, { at: '2024-01-03 09:16' }] });"),
                    pattern(
                            "once-a-session",
                            "1m",
                            "fires: 'once',",
                            "open: bar.open",
                            "x => x.close > 100",
                            "test('once', { market: sessions('2024-01-02', 2, [[101, 1], [99, 1], [101, 1], [99, 1], [101, 1]]), expect: [{ at: '2024-01-02 09:16' }, { at: '2024-01-03 09:16' }] });"),
                    pattern(
                            "segments-are-the-masters",
                            "1m",
                            "fires: 'once', universe: { segments: ['BSE'] },",
                            "open: bar.open",
                            "x => x.open > 0",
                            """
                            test('of it', { exchange: 'BSE', segment: 'BSE', market: session('2024-01-02', flat(2, 100, 1)), expect: [{ at: '09:16' }] });
                            test('of another', { market: session('2024-01-02', flat(2, 100, 1)), expect: [] });
                            """),
                    pattern(
                            "unknown-is-neither-true-nor-false",
                            "1m",
                            "",
                            "rsi: study.rsi()",
                            "x => !(x.rsi > 50)",
                            "test('warming up', { market: session('2024-01-02', ramp(10, 100, 90, 1)), expect: [] });"),
                    pattern(
                            "values-of-others-are-of-the-last-minute",
                            "1m",
                            "fires: 'each',",
                            "nifty: index.close, vix: market.vix, change: index.of(day.change), low: previousDay.low",
                            "x => x.nifty === 21502 && x.vix === 14 && x.low === 100",
                            """
                            test('others', {
                              others: { 'NSE:NIFTY 50': [session('2024-01-02', flat(3, 21_400, 0)), session('2024-01-03', [[21_501, 0], [21_502, 0], [21_503, 0]])] },
                              market: [values('2024-01-02 09:15', { 'market.vix': 14 }), session('2024-01-02', flat(3, 100, 1)), session('2024-01-03', flat(3, 101, 1))],
                              expect: [{ at: '2024-01-03 09:17' }],
                            });
                            """),
                    new Meaning(
                            "since-is-infinite-without-an-alert",
                            """
                            import { filter, candidate } from 'shikra';
                            export default filter({
                              id: 'since-is-infinite-without-an-alert', stage: 'validate',
                              inputs: { since: candidate.sinceLastAlert, way: candidate.direction },
                              when: { 'asked': x => x.way > 0 },
                              verdict: x => x.since > 1e300 ? { reject: 'never spoke' } : { pass: true },
                            });
                            """,
                            """
                            import { test, session, flat } from 'shikra/test';
                            test('infinite', { market: session('2024-01-02', flat(9, 100, 1)), candidates: [{ at: '09:17' }, { at: '09:18', direction: 'short' }, { at: '09:20' }, { at: '09:21', rule: 'other' }],
                              expect: [{ at: '09:17', reject: 'never spoke' }, { at: '09:18' }, { at: '09:20' }, { at: '09:21', reject: 'never spoke' }] });
                            """));

    @TestFactory
    Stream<DynamicTest> eachMeaningHolds() throws IOException {
        ShikraHome home = ShikraHome.in(folder);
        home.withoutPatterns();
        for (Meaning each : MEANINGS) {
            String at =
                    "rules/"
                            + (each.rule().contains("default filter(") ? "filters/" : "patterns/")
                            + each.name();
            home.write(at + ".js", each.rule());
            home.write(at + ".test.js", each.cases());
        }
        ShikraHome.Ran ran = home.run("rules", "test", "--json");
        var lines = new ArrayList<>(ran.out().lines().toList());
        return MEANINGS.stream()
                .map(each ->
                        DynamicTest.dynamicTest(
                                each.name(),
                                () ->
                                        assertThat(lines)
                                                .as(ran.err())
                                                .filteredOn(line ->
                                                        line.contains("/" + each.name() + "."))
                                                .isNotEmpty()
                                                .allMatch(
                                                        line -> line.contains("\"passed\":true"))));
    }

    /** What traders look for, from breakouts to pinned expiries, can be said. */
    @Test
    void tenPatternsOfTradersAreRules() throws IOException {
        ShikraHome home = ShikraHome.in(folder);
        ShikraHome.Ran ran =
                home.run("rules", "check", Path.of("src/test/resources/traders").toAbsolutePath());
        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
    }

    @Test
    void aCaseSaysWhatOfItIsWrong() throws IOException {
        ShikraHome home = ShikraHome.in(folder);
        Path test = home.path().resolve("rules/patterns/straddle-decay.test.js");
        String[][] wrong = {
            {
                "market: values('2024-01-02 09:15', { 'chain.pcrr': 1 })",
                "no value is called 'chain.pcrr': did you mean 'chain.pcr'?"
            },
            {
                "market: values('2024-01-02 09:15', { 'session.phase': 'late' })",
                "session.phase is one of"
            },
            {
                "market: values('2024-01-02 09:15', { 'chain.pcr': 1 })",
                "values alone are no market"
            },
            {
                "others: { 'NIFTY': [] }, market: session('2024-01-02', [[1, 1]])",
                "'NIFTY' names no instrument"
            },
        };
        for (String[] each : wrong) {
            java.nio.file.Files.writeString(test, "test('a', { " + each[0] + ", expect: [] });\n");
            assertThat(home.run("rules", "test", "straddle-decay").out()).contains(each[1]);
        }
    }
}
