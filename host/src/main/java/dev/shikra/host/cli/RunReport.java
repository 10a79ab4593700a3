package dev.shikra.host.cli;

import dev.shikra.host.RunSummary;
import dev.shikra.host.engine.EngineCounters;
import java.util.Arrays;
import java.util.Locale;

/** What a run did, for people and for scripts. */
final class RunReport {
    private RunReport() {}

    /** {@return ticks and bars, and all that was left out, in one line} */
    static String text(EngineCounters counters) {
        var left = new StringBuilder();
        count(left, counters.duplicates, "duplicates");
        count(left, counters.stale, "stale");
        count(left, counters.late, "late");
        count(left, counters.outsideSession, "outside the session");
        count(left, counters.badPrice, "with a bad price");
        count(left, counters.volumeRebased, "where cumulative volume fell");
        count(left, Arrays.stream(counters.faults).sum(), "faults in frames");
        count(left, counters.rejected, "signals rejected by filters");
        count(left, counters.voids, "rule runs discarded");
        count(left, counters.studyFaults, "study calls that failed");
        return counters.ticks
                + " ticks, "
                + counters.barsClosed
                + " bars"
                + (left.isEmpty() ? "" : "; " + left);
    }

    private static void count(StringBuilder into, long count, String what) {
        if (count > 0) {
            into.append(into.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
        }
    }

    /** {@return the summary as one JSON object} */
    static String line(RunSummary summary) {
        return String.format(
                Locale.ROOT,
                "{\"ticks\":%d,\"seconds\":%.3f,\"ticksPerSecond\":%.0f,\"signals\":%d,\"alerts\":%d,\"stateHash\":\"%s\","
                        + "\"firstTickSeconds\":%s}",
                summary.ticks(),
                summary.seconds(),
                summary.ticksPerSecond(),
                summary.signals(),
                summary.alerts(),
                summary.stateHash(),
                Double.isNaN(summary.firstTickSeconds())
                        ? "null"
                        : String.format(Locale.ROOT, "%.3f", summary.firstTickSeconds()));
    }
}
