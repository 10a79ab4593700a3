package dev.shikra.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.source.TickSink;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.EngineFixture.SeenBar;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureRows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final SessionCalendar ALWAYS = SessionCalendar.aroundTheClock();
    private static final long TEN = Instant.parse("2024-03-05T10:00:00Z").toEpochMilli();

    private final EngineFixture market =
            new EngineFixture(
                    List.of(EngineFixture.equity("AAA"), EngineFixture.index("III")), ALWAYS);

    private List<SeenBar> bars(Timeframe on) {
        return market.bars.stream().filter(bar -> bar.on().equals(on)).toList();
    }

    @Test
    void closesABarOneSecondAfterItsEndWithoutATick() {
        market.trade(0, TEN + 1_000, 100, 5);
        market.trade(0, TEN + 59_999, 101, 5);
        market.clock((TEN + 60_000) / 1000);
        assertThat(market.bars).isEmpty();
        market.clock((TEN + 61_000) / 1000);
        assertThat(market.bars)
                .containsExactly(
                        new SeenBar(Timeframe.M1, 0, 100, 101, 100, 101, 10, TEN + 61_000));
    }

    @Test
    void keepsTwoMinutesApartDuringTheGraceSecond() {
        market.trade(0, TEN + 30_000, 100, 1);
        market.writer.trade(0, TEN + 60_200, 110, 2);
        market.frame(TEN + 60_300);
        market.writer.trade(0, TEN + 59_900, 90, 3);
        market.frame(TEN + 60_400);
        market.clock((TEN + 125_000) / 1000);
        assertThat(bars(Timeframe.M1))
                .extracting(SeenBar::low, SeenBar::close, SeenBar::volume)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(90.0, 90.0, 4.0),
                        org.assertj.core.groups.Tuple.tuple(110.0, 110.0, 2.0));
        assertThat(market.engine.counters().late).isZero();
    }

    @Test
    void countsALateTickAndAddsItToTheCurrentBar() {
        market.trade(0, TEN + 30_000, 100, 1);
        market.trade(0, TEN + 61_500, 101, 1);
        market.writer.trade(0, TEN + 59_000, 50, 7);
        market.frame(TEN + 62_000);
        market.clock((TEN + 125_000) / 1000);
        assertThat(market.engine.counters().late).isEqualTo(1);
        assertThat(bars(Timeframe.M1)).extracting(SeenBar::low).containsExactly(100.0, 50.0);
    }

    @Test
    void makesNoBarWithoutATick() {
        market.trade(0, TEN + 1_000, 100, 1);
        market.trade(0, TEN + 600_000, 100, 1);
        market.clock((TEN + 700_000) / 1000);
        assertThat(bars(Timeframe.M1)).hasSize(2);
        assertThat(bars(Timeframe.M5)).hasSize(1);
    }

    @Test
    void seesIndexPricesAsBarsAndQuotesNot() {
        market.writer.trade(1, TEN, 22_000, 0);
        market.writer.quote(0, TEN, 100, 99, 5, 101, 5, Double.NaN);
        market.frame(TEN);
        market.clock((TEN + 61_000) / 1000);
        assertThat(bars(Timeframe.M1)).extracting(SeenBar::row).containsExactly(1);
    }

    @Test
    void takesAPrintOfLessThanTheSmallestUnitForATradeWithoutVolume() {
        market.trade(0, TEN, 100, 2);
        market.trade(0, TEN + 1_000, 105, 0);
        market.trade(0, TEN + 60_000, 106, 0);
        market.trade(0, TEN + 120_000, 107, -1);
        market.clock((TEN + 200_000) / 1000);
        assertThat(bars(Timeframe.M1)).extracting(SeenBar::high).containsExactly(105.0, 106.0);
    }

    @Test
    void countsDuplicatesStaleTicksAndBadPrices() {
        var tick = new Tick();
        tick.clear();
        tick.instrument = 0;
        tick.lastPrice = 100;
        tick.volume = 1_000;
        tick.exchangeTimeMs = TEN;
        market.writer.quoteSnapshot(tick);
        market.frame(TEN);
        market.writer.quoteSnapshot(tick);
        market.frame(TEN + 100);
        tick.exchangeTimeMs = TEN - 1_000;
        market.writer.quoteSnapshot(tick);
        market.frame(TEN + 200);
        for (double bad : new double[] {-1, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
            market.trade(0, TEN + 300, bad, 1);
        }
        market.trade(9, TEN + 300, 1, 1);
        EngineCounters counters = market.engine.counters();
        assertThat(counters.duplicates).isEqualTo(1);
        assertThat(counters.stale).isEqualTo(1);
        assertThat(counters.badPrice + counters.faults(TickSink.Fault.BAD_VALUE)).isEqualTo(4);
        assertThat(counters.faults(TickSink.Fault.UNKNOWN_INSTRUMENT)).isEqualTo(1);
    }

    @Test
    void turnsCumulativeVolumeIntoIncrements() {
        double[] cumulative = {5_000, 5_200, 5_200, 100, 150};
        for (int i = 0; i < cumulative.length; i++) {
            snapshot(TEN + i * 1_000, 100 + i, cumulative[i]);
        }
        market.clock((TEN + 61_000) / 1000);
        // The first counts nothing, a fall counts nothing and is the new base: 200 + 50, in two
        // updates that traded.
        assertThat(bars(Timeframe.M1))
                .containsExactly(
                        new SeenBar(Timeframe.M1, 0, 101, 104, 101, 104, 250, TEN + 61_000));
        assertThat(market.engine.counters().volumeRebased).isEqualTo(1);
        long nextDay = TEN + 86_400_000;
        snapshot(nextDay, 200, 10_000);
        snapshot(nextDay + 1_000, 201, 10_030);
        market.clock((nextDay + 61_000) / 1000);
        assertThat(bars(Timeframe.M1)).last().extracting(SeenBar::volume).isEqualTo(30.0);
    }

    private void snapshot(long ms, double price, double cumulative) {
        var tick = new Tick();
        tick.clear();
        tick.instrument = 0;
        tick.lastPrice = price;
        tick.volume = cumulative;
        tick.exchangeTimeMs = ms;
        market.writer.quoteSnapshot(tick);
        market.frame(ms);
    }

    @Test
    void firesOnTheEdgeAndAgainInANewSession() {
        EngineFixture.FakeRule edge =
                market.rule(
                        market
                        .new FakeRule(
                                "edge",
                                Optional.of(Timeframe.M1),
                                PatternRun.Fires.EDGE,
                                row -> true));
        EngineFixture.FakeRule once =
                market.rule(
                        market
                        .new FakeRule(
                                "once",
                                Optional.of(Timeframe.M1),
                                PatternRun.Fires.ONCE,
                                row -> true));
        market.rule(
                market
                .new FakeRule(
                        "each", Optional.of(Timeframe.M1), PatternRun.Fires.EACH, row -> true));
        boolean[] truth = {true, true, false, true, true};
        for (int minute = 0; minute < truth.length; minute++) {
            market.trade(0, TEN + minute * 60_000L, 100, 1);
            boolean now = truth[minute];
            edge.isTrue = row -> now;
            once.isTrue = row -> now;
            market.clock((TEN + minute * 60_000L + 61_000) / 1000);
        }
        assertThat(fired("edge")).isEqualTo(2);
        assertThat(fired("once")).isEqualTo(1);
        assertThat(fired("each")).isEqualTo(5);
        market.trade(0, TEN + 86_400_000, 100, 1);
        market.clock((TEN + 86_400_000 + 61_000) / 1000);
        assertThat(fired("edge")).isEqualTo(3);
        assertThat(fired("once")).isEqualTo(2);
    }

    private long fired(String rule) {
        return market.signals.stream().filter(signal -> signal.rule().equals(rule)).count();
    }

    @Test
    void discardsAVoidedRunWholeAndQuarantinesAfterThreeStrikes() {
        EngineFixture.FakeRule bad =
                market.rule(
                        market
                        .new FakeRule(
                                "bad",
                                Optional.of(Timeframe.M1),
                                PatternRun.Fires.EACH,
                                row -> true));
        bad.result = PatternRun.FAILED;
        for (int minute = 0; minute < 5; minute++) {
            market.trade(0, TEN + minute * 60_000L, 100, 1);
            market.clock((TEN + minute * 60_000L + 61_000) / 1000);
        }
        assertThat(bad.runs).isEqualTo(3);
        assertThat(fired("bad")).isZero();
        assertThat(market.notes).last().isEqualTo("strike 3 bad quarantined: failed as told");
        assertThat(bars(Timeframe.M1)).hasSize(5);
    }

    @Test
    void repeatsAVoidThatTheJournalHolds() {
        EngineFixture.FakeRule rule =
                market.rule(
                        market
                        .new FakeRule(
                                "slow",
                                Optional.of(Timeframe.M1),
                                PatternRun.Fires.EACH,
                                row -> true));
        market.trade(0, TEN, 100, 1);
        market.engine.expectVoid("slow", market.engine.seq() + 1, 0);
        market.clock((TEN + 61_000) / 1000);
        assertThat(rule.runs).isZero();
        assertThat(fired("slow")).isZero();
    }

    @Test
    void givesTheSameIdForTheSameCause() {
        var again =
                new EngineFixture(
                        List.of(EngineFixture.equity("AAA"), EngineFixture.index("III")), ALWAYS);
        for (EngineFixture each : List.of(market, again)) {
            each.rule(
                    each
                    .new FakeRule(
                            "each", Optional.of(Timeframe.M1), PatternRun.Fires.EACH, row -> true));
            each.trade(0, TEN, 100, 1);
            each.trade(1, TEN + 100, 100, 1);
            each.clock((TEN + 121_000) / 1000);
        }
        assertThat(market.signals).hasSize(2).isEqualTo(again.signals);
        assertThat(market.signals.get(0).id()).hasSize(32).isNotEqualTo(market.signals.get(1).id());
    }

    @Test
    void cutsBarsAtTheSessionsCloseAndLeavesOutWhatIsOutside() throws Exception {
        SessionCalendar nse =
                SessionCalendar.load(java.nio.file.Path.of("../config/calendars/nse.yaml"));
        Session session = nse.sessionOn(LocalDate.of(2025, 11, 11));
        var day = new EngineFixture(List.of(EngineFixture.equity("AAA")), nse);
        day.trade(0, session.openMs() - 60_000, 90, 1);
        for (long ms = session.openMs(); ms < session.closeMs(); ms += 30_000) {
            day.trade(0, ms, 100, 1);
        }
        day.trade(0, session.closeMs() + 2_000, 110, 1);
        day.clock(session.closeMs() / 1000 + 7_200);
        assertThat(day.bars).filteredOn(bar -> bar.on().equals(Timeframe.M1)).hasSize(375);
        assertThat(day.bars).filteredOn(bar -> bar.on().equals(Timeframe.M15)).hasSize(25);
        assertThat(day.engine.counters().outsideSession).isEqualTo(2);
    }

    /** What bars should be, made the slow way: all ticks of an interval, looked at together. */
    private static Map<Long, double[]> oracle(List<double[]> ticks, long lastMs, Timeframe on) {
        Map<Long, List<double[]>> byStart = new TreeMap<>();
        for (double[] tick : ticks) {
            byStart.computeIfAbsent(
                            (long) tick[0] / on.millis() * on.millis(), start -> new ArrayList<>())
                    .add(tick);
        }
        Map<Long, double[]> bars = new TreeMap<>();
        byStart.forEach((start, inBar) -> {
            // Within the second in which two minutes are open, a tick of the later one may come
            // first.
            inBar.sort(Comparator.comparingLong(tick -> (long) tick[0] / 60_000));
            if (start + on.millis() + 1_000 <= lastMs) {
                bars.put(
                        start,
                        new double[] {
                            inBar.getFirst()[1],
                            inBar.stream().mapToDouble(t -> t[1]).max().orElseThrow(),
                            inBar.stream().mapToDouble(t -> t[1]).min().orElseThrow(),
                            inBar.getLast()[1],
                            inBar.stream().mapToDouble(t -> t[2]).sum()
                        });
            }
        });
        return bars;
    }

    @Test
    void makesTheBarsThatASlowLookAtAllTicksMakes() {
        long seed = new Random().nextLong();
        System.out.println("EngineTest bars seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            var fixture = new EngineFixture(List.of(EngineFixture.equity("AAA")), ALWAYS);
            List<double[]> ticks = new ArrayList<>();
            long ms = TEN + random.nextInt(60_000);
            for (int i = 0; i < 600; i++) {
                ms += random.nextInt(10) == 0 ? random.nextInt(400_000) : random.nextInt(5_000);
                long eventMs =
                        ms
                                - (random.nextInt(4) == 0
                                        ? random.nextInt(90_000)
                                        : random.nextInt(900));
                double price = Math.round(1_000 + 100 * random.nextGaussian()) / 10.0;
                double quantity = 1 + random.nextInt(50);
                long closedUpTo = (ms / 1000 * 1000 - 1_000) / 60_000 * 60_000;
                ticks.add(new double[] {Math.max(eventMs, closedUpTo), price, quantity});
                fixture.writer.trade(0, eventMs, price, quantity);
                fixture.frame(ms);
            }
            for (Timeframe on : EngineFixture.TIMEFRAMES) {
                Map<Long, double[]> expected = oracle(ticks, ms / 1000 * 1000, on);
                List<SeenBar> seen =
                        fixture.bars.stream().filter(bar -> bar.on().equals(on)).toList();
                assertThat(seen).as("%s, seed %d", on, seed).hasSameSizeAs(expected.values());
                int i = 0;
                for (double[] bar : expected.values()) {
                    SeenBar actual = seen.get(i++);
                    assertThat(
                                    new double[] {
                                        actual.open(), actual.high(), actual.low(), actual.close()
                                    })
                            .as("%s bar %d, seed %d", on, i, seed)
                            .containsExactly(bar[0], bar[1], bar[2], bar[3]);
                    assertThat(actual.volume()).isCloseTo(bar[4], within(1e-9 * bar[4]));
                }
            }
        }
    }

    @Test
    void goesOnFromASnapshotAsIfNothingHadHappened() {
        long seed = new Random().nextLong();
        System.out.println("EngineTest snapshot seed " + seed);
        for (int cut = 0; cut < 400; cut += 37) {
            var whole =
                    new EngineFixture(
                            List.of(EngineFixture.equity("AAA"), EngineFixture.index("III")),
                            ALWAYS);
            feed(whole, new Random(seed), 0, 400);
            var first =
                    new EngineFixture(
                            List.of(EngineFixture.equity("AAA"), EngineFixture.index("III")),
                            ALWAYS);
            var random = new Random(seed);
            feed(first, random, 0, cut);
            var second = new EngineFixture(first.engine.instruments(), ALWAYS, first);
            feed(second, random, cut, 400);
            assertThat(second.state()).as("cut at %d, seed %d", cut, seed).isEqualTo(whole.state());
        }
    }

    private static final String[] TALLIES = {"bars", "closes", "turnover"};

    /** Has studies committed and previewed, as rules at ticks do. */
    private static int[] tally(Engine engine) {
        int[] slots = new int[2 * TALLIES.length];
        for (int i = 0; i < slots.length; i++) {
            slots[i] =
                    engine.features()
                            .slot(
                                    new FeatureKey.StudyValue(
                                            Timeframe.M5,
                                            TallyStudies.TALLY.spec(Map.of()),
                                            TALLIES[i / 2],
                                            i % 2 == 1));
        }
        return slots;
    }

    @Test
    void previewsAndTradesGoOnFromASnapshotToo() {
        long seed = new Random().nextLong();
        System.out.println("EngineTest previews seed " + seed);
        List<Instrument> instruments =
                List.of(EngineFixture.equity("AAA"), EngineFixture.index("III"));
        for (int cut = 5; cut < 400; cut += 61) {
            var whole = new EngineFixture(instruments, ALWAYS, EngineTest::tally);
            int[] slots = tally(whole.engine);
            feed(whole, new Random(seed), 0, 400);
            var first = new EngineFixture(instruments, ALWAYS, EngineTest::tally);
            var random = new Random(seed);
            feed(first, random, 0, cut);
            var second = new EngineFixture(instruments, ALWAYS, first, EngineTest::tally);
            feed(second, random, cut, 400);
            assertThat(second.state()).as("cut at %d, seed %d", cut, seed).isEqualTo(whole.state());
            FeatureRows rows = second.engine.features().rows();
            for (int row = 0; row < 2; row++) {
                double closed = rows.get(row, slots[0]);
                assertThat(rows.get(row, slots[1])).isBetween(closed, closed + 1);
                assertThat(rows.get(row, slots[5])).isPositive();
            }
        }
    }

    private static void feed(EngineFixture fixture, Random random, int from, int to) {
        for (int i = from; i < to; i++) {
            fixture.trade(
                    random.nextInt(2),
                    TEN + i * 7_000L,
                    100 + random.nextInt(10),
                    1 + random.nextInt(9));
        }
    }
}
