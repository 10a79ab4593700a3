package dev.shikra.host.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureKey.CandidateField;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.feature.StateBlocks;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.study.StudyCatalog;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class DeskTest {
    private static final Instrument AAA =
            new Instrument(1, "AAA", "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null);
    private static final long NOON = 1_700_000_000_000L;

    private final List<String> told = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final FeaturePlan features =
            new FeaturePlan(
                    new StateBlocks(1),
                    new FeatureRows(1, 16),
                    new StudyCatalog(List.of()),
                    List.of(Timeframe.M1),
                    timeframe -> new SeriesShape(timeframe, 375));
    private final int since =
            features.slot(new FeatureKey.CandidateValue(CandidateField.SINCE_LAST_ALERT));
    private final int confidence =
            features.slot(new FeatureKey.CandidateValue(CandidateField.CONFIDENCE));
    private final RunLedger ledger = new RunLedger();
    private final Desk desk = new Desk(features, ledger, new Output());

    private static Alert signal(long eventMs) {
        return new Alert(
                "%032x".formatted(eventMs),
                Instant.ofEpochMilli(eventMs).atZone(ZoneOffset.UTC),
                AAA,
                "rule",
                "Rule",
                "1",
                Direction.LONG,
                0.8,
                100,
                95,
                110,
                List.of());
    }

    private double value(int slot) {
        return features.rows().get(0, slot);
    }

    private static Desk.Filter filter(
            String id, FilterRun.Stage stage, IntFunction<FilterRun.Verdict> judge) {
        return new Desk.Filter(
                new RunLedger.Page("filters/" + id + ".js"),
                new FilterRun() {
                    @Override
                    public String id() {
                        return id;
                    }

                    @Override
                    public String version() {
                        return "1";
                    }

                    @Override
                    public Stage stage() {
                        return stage;
                    }

                    @Override
                    public Verdict judge(int row) {
                        return judge.apply(row);
                    }
                });
    }

    @Test
    void tellsAFilterHowLongTheRuleWasSilent() {
        var seen = new ArrayList<Double>();
        desk.setFilters(
                List.of(
                        filter(
                                "cooldown",
                                FilterRun.Stage.RETAIL,
                                row -> {
                                    seen.add(value(since));
                                    return value(since) < 900
                                            ? new FilterRun.Verdict.Reject("too soon")
                                            : new FilterRun.Verdict.Pass();
                                })));
        for (long minute : new long[] {0, 10, 14, 15, 29, 30}) {
            desk.signal(signal(NOON + minute * 60_000), 0, NOON + minute * 60_000, 7);
        }
        assertThat(seen)
                .containsExactly(Double.POSITIVE_INFINITY, 600.0, 840.0, 900.0, 840.0, 900.0);
        assertThat(alerts).hasSize(3);
        assertThat(told)
                .filteredOn(line -> line.startsWith("rejected"))
                .containsOnly("rejected by cooldown: too soon");
    }

    @Test
    void asksFiltersStageByStageAndScalesConfidence() {
        desk.setFilters(
                List.of(
                        filter(
                                "last",
                                FilterRun.Stage.RETAIL,
                                row -> note("last " + value(confidence))),
                        filter(
                                "half",
                                FilterRun.Stage.QUALIFY,
                                row -> new FilterRun.Verdict.Scale(0.5)),
                        filter(
                                "first",
                                FilterRun.Stage.VALIDATE,
                                row -> note("first " + value(confidence)))));
        desk.signal(signal(NOON), 0, NOON, 7);
        assertThat(told)
                .containsExactly("signal", "first 0.8", "last 0.4", "alert 0.4 because of 7");
    }

    private FilterRun.Verdict note(String what) {
        told.add(what);
        return new FilterRun.Verdict.Pass();
    }

    @Test
    void goesOnAsIfAFailedFilterDidNotExistAndRestsItAfterThreeStrikes() {
        desk.setFilters(
                List.of(
                        filter(
                                "bad",
                                FilterRun.Stage.QUALIFY,
                                row -> new FilterRun.Verdict.Failed("nonsense"))));
        for (int i = 0; i < 5; i++) {
            desk.signal(signal(NOON + i), 0, NOON + i, i);
        }
        assertThat(alerts).hasSize(5);
        assertThat(told)
                .filteredOn(line -> line.startsWith("struck"))
                .hasSize(3)
                .last()
                .isEqualTo("struck 3 rests: nonsense");
    }

    @Test
    void journalsAVoidedRunAndObeysItInAReplay() {
        desk.setFilters(
                List.of(
                        filter(
                                "slow",
                                FilterRun.Stage.QUALIFY,
                                row -> new FilterRun.Verdict.Voided())));
        desk.signal(signal(NOON), 0, NOON, 41);
        desk.signal(signal(NOON), 0, NOON, 41);
        assertThat(told)
                .contains(
                        "voided filters/slow.js at 41 run 0", "voided filters/slow.js at 41 run 1");

        ledger.expectVoid("filters/reject.js", 50, 1);
        desk.setFilters(
                List.of(
                        filter(
                                "reject",
                                FilterRun.Stage.QUALIFY,
                                row -> new FilterRun.Verdict.Reject("always"))));
        alerts.clear();
        for (int i = 0; i < 3; i++) {
            desk.signal(signal(NOON + i), 0, NOON + i, 50);
        }
        assertThat(alerts).extracting(Alert::id).containsExactly(signal(NOON + 1).id());
    }

    @Test
    void numbersSignalsOfOneMoment() {
        assertThat(desk.nextOrdinal("rule", 0, NOON)).isZero();
        assertThat(desk.nextOrdinal("rule", 0, NOON)).isEqualTo(1);
        assertThat(desk.nextOrdinal("other", 0, NOON)).isZero();
        assertThat(desk.nextOrdinal("rule", 0, NOON + 1)).isZero();
    }

    @Test
    void remembersOverARestart() {
        desk.signal(signal(NOON), 0, NOON, 1);
        var out = new StateWriter();
        desk.write(out);
        var again = new Desk(features, ledger, new Output());
        again.read(new StateReader(out.toBytes()));
        again.signal(signal(NOON + 60_000), 0, NOON + 60_000, 2);
        assertThat(value(since)).isEqualTo(60.0);
    }

    private final class Output implements DeskOutput {
        @Override
        public void signal(Alert signal) {
            told.add("signal");
        }

        @Override
        public void rejected(Alert signal, String filter, String reason) {
            told.add("rejected by " + filter + ": " + reason);
        }

        @Override
        public void voided(String file, long seq, int run) {
            told.add("voided " + file + " at " + seq + " run " + run);
        }

        @Override
        public void struck(String file, int strikes, boolean rests, String reason) {
            told.add("struck " + strikes + (rests ? " rests: " : ": ") + reason);
        }

        @Override
        public void alert(Alert alert, long causeSeq) {
            alerts.add(alert);
            told.add("alert " + alert.confidence() + " because of " + causeSeq);
        }
    }
}
