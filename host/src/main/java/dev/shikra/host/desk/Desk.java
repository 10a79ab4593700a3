package dev.shikra.host.desk;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.host.feature.FeatureKey.CandidateField;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Turns signals into alerts: asks each filter rule, stage by stage, and remembers per rule and
 * instrument when it last spoke. Owned by the engine thread.
 */
public final class Desk {
    private final FeaturePlan features;
    private final DeskOutput output;
    private final RunLedger ledger;
    private List<Filter> filters = List.of();
    private final Map<String, Map<Integer, Spoken>> spoken = new TreeMap<>();

    /**
     * What a rule last said of an instrument; times in event epoch ms, {@link Long#MIN_VALUE} for
     * never.
     */
    private static final class Spoken {
        long signalMs = Long.MIN_VALUE;
        int ordinal;
        long alertMs = Long.MIN_VALUE;
    }

    /**
     * A filter rule that stands on the desk.
     *
     * @param page its runs and strikes
     */
    public record Filter(RunLedger.Page page, FilterRun run) {}

    public Desk(FeaturePlan features, RunLedger ledger, DeskOutput output) {
        this.features = features;
        this.ledger = ledger;
        this.output = output;
    }

    /** Replaces the filter rules. */
    public void setFilters(List<Filter> replacement) {
        var sorted = new ArrayList<>(replacement);
        sorted.sort(
                Comparator.comparing((Filter filter) -> filter.run().stage())
                        .thenComparing(filter -> filter.run().id()));
        filters = List.copyOf(sorted);
    }

    /**
     * {@return place, from 0, of the next signal of a rule about an instrument at one event time:
     * part of its id}
     */
    public int nextOrdinal(String rule, int row, long eventMs) {
        Spoken s = of(rule, row);
        s.ordinal = s.signalMs == eventMs ? s.ordinal + 1 : 0;
        s.signalMs = eventMs;
        return s.ordinal;
    }

    /**
     * Takes a signal and tells what became of it.
     *
     * @param row the instrument's row
     * @param eventMs event time
     * @param causeSeq the record that caused it
     * @return whether it became an alert
     */
    public boolean signal(Alert signal, int row, long eventMs, long causeSeq) {
        output.signal(signal);
        Spoken s = of(signal.rule(), row);
        double confidence = signal.confidence();
        features.setCandidate(row, CandidateField.PRICE, signal.price());
        features.setCandidate(row, CandidateField.STOP, signal.stop());
        features.setCandidate(row, CandidateField.TARGET, signal.target());
        features.setCandidate(
                row,
                CandidateField.DIRECTION,
                signal.direction() == Direction.LONG
                        ? 1
                        : signal.direction() == Direction.SHORT ? -1 : 0);
        features.setCandidate(
                row,
                CandidateField.SINCE_LAST_ALERT,
                s.alertMs == Long.MIN_VALUE
                        ? Double.POSITIVE_INFINITY
                        : (eventMs - s.alertMs) / 1000.0);
        for (Filter filter : filters) {
            if (filter.page().rests()) {
                continue;
            }
            features.setCandidate(row, CandidateField.CONFIDENCE, confidence);
            switch (judge(filter, row, causeSeq)) {
                case FilterRun.Verdict.Pass pass -> {}
                case FilterRun.Verdict.Voided voided -> strike(filter.page(), STOPPED);
                case FilterRun.Verdict.Failed(String reason) -> strike(filter.page(), reason);
                case FilterRun.Verdict.Scale(double factor) ->
                        confidence = Math.clamp(confidence * factor, 0.0, 1.0);
                case FilterRun.Verdict.Reject(String reason) -> {
                    output.rejected(signal, filter.run().id(), reason);
                    return false;
                }
            }
        }
        s.alertMs = eventMs;
        output.alert(
                confidence == signal.confidence() ? signal : withConfidence(signal, confidence),
                causeSeq);
        return true;
    }

    /** Why a voided run is a strike. */
    public static final String STOPPED = "it took longer than a rule may";

    private FilterRun.Verdict judge(Filter filter, int row, long seq) {
        if (!ledger.begin(filter.page(), seq)) {
            return VOIDED;
        }
        FilterRun.Verdict verdict = filter.run().judge(row);
        if (verdict instanceof FilterRun.Verdict.Voided) {
            output.voided(filter.page().file(), seq, filter.page().run());
        }
        return verdict;
    }

    private static final FilterRun.Verdict VOIDED = new FilterRun.Verdict.Voided();

    private void strike(RunLedger.Page page, String reason) {
        int strikes = page.strike();
        output.struck(page.file(), strikes, page.rests(), reason);
    }

    private static Alert withConfidence(Alert a, double confidence) {
        return new Alert(
                a.id(),
                a.time(),
                a.instrument(),
                a.rule(),
                a.ruleName(),
                a.version(),
                a.direction(),
                confidence,
                a.price(),
                a.stop(),
                a.target(),
                a.evidence(),
                a.note());
    }

    private Spoken of(String rule, int row) {
        return spoken.computeIfAbsent(rule, r -> new TreeMap<>())
                .computeIfAbsent(row, r -> new Spoken());
    }

    /** {@return event time of a rule's last alert on a row, epoch ms; empty if there was none} */
    public OptionalLong lastAlertMs(String rule, int row) {
        Spoken s = spoken.getOrDefault(rule, Map.of()).get(row);
        return s == null || s.alertMs == Long.MIN_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(s.alertMs);
    }

    /** Writes what is remembered. */
    public void write(StateWriter out) {
        out.putInt(spoken.size());
        spoken.forEach((rule, rows) -> {
            out.putString(rule);
            out.putInt(rows.size());
            rows.forEach((row, s) -> {
                out.putInt(row);
                out.putLong(s.signalMs);
                out.putInt(s.ordinal);
                out.putLong(s.alertMs);
            });
        });
    }

    /** Takes what {@link #write} wrote. */
    public void read(StateReader in) {
        spoken.clear();
        for (int rules = in.getInt(); rules > 0; rules--) {
            String rule = in.getString();
            for (int rows = in.getInt(); rows > 0; rows--) {
                Spoken s = of(rule, in.getInt());
                s.signalMs = in.getLong();
                s.ordinal = in.getInt();
                s.alertMs = in.getLong();
            }
        }
    }
}
