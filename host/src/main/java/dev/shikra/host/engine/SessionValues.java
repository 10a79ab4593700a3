package dev.shikra.host.engine;

import dev.shikra.host.bar.Session;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.feature.ValueGroup.Moves;
import dev.shikra.host.feature.ValueGroup.Value;
import dev.shikra.host.feature.ValueSource;
import java.util.List;

/**
 * Where in the session, and at what time of the day, the minute lies that closed last. The same for
 * all rows. Engine thread only.
 */
final class SessionValues {
    /** Phases of a session, in order; their place is their number. */
    static final List<String> PHASES =
            List.of("preopen", "opening", "regular", "closing", "closed");

    /** Minutes of the opening phase, and of the closing one. */
    static final int EDGE_MINUTES = 30;

    static final ValueGroup SESSION =
            new ValueGroup(
                    "session",
                    "Where in the session the last closed minute lies.",
                    Moves.AT_MINUTES,
                    List.of(
                            new Value(
                                    "phase",
                                    "preopen, opening (first 30 minutes), regular, closing (last 30"
                                            + " minutes) or closed.",
                                    PHASES),
                            Value.number(
                                    "minutesSinceOpen", "Minutes from the open to the bar's end."),
                            Value.number(
                                    "minutesToClose", "Minutes from the bar's end to the close.")));

    static final ValueGroup TIME =
            new ValueGroup(
                    "time",
                    "Time of the day at the end of the last closed minute, in the market's zone.",
                    Moves.AT_MINUTES,
                    List.of(
                            Value.number("hour", "0 to 23."),
                            Value.number("minute", "0 to 59."),
                            Value.number("minutes", "Minutes since midnight."),
                            Value.number("weekday", "1 Monday to 7 Sunday.")));

    private final FeatureRows rows;
    private final Source session = new Source(SESSION);
    private final Source time = new Source(TIME);

    SessionValues(FeaturePlan plan) {
        rows = plan.rows();
        plan.offer(session);
        plan.offer(time);
    }

    /** A minute closed. */
    void minuteClosed(long endMs, Session of) {
        double sinceOpen = (endMs - of.openMs()) / 60_000.0;
        double toClose = (of.closeMs() - endMs) / 60_000.0;
        session.set(0, sinceOpen <= EDGE_MINUTES ? 1 : toClose < EDGE_MINUTES ? 3 : 2);
        session.set(1, sinceOpen);
        session.set(2, toClose);
        double minutes = (endMs - of.dayStartMs()) / 60_000.0;
        time.set(0, Math.floor(minutes / 60));
        time.set(1, minutes % 60);
        time.set(2, minutes);
        time.set(3, of.date().getDayOfWeek().getValue());
    }

    /** The session is over: nothing is known of the next one's minutes. */
    void sessionBegins() {
        session.set(0, 0);
        session.set(1, Double.NaN);
        session.set(2, Double.NaN);
    }

    private final class Source implements ValueSource {
        private final ValueGroup group;
        private final int[] slots;

        Source(ValueGroup group) {
            this.group = group;
            slots = new int[group.values().size()];
            java.util.Arrays.fill(slots, -1);
        }

        @Override
        public ValueGroup group() {
            return group;
        }

        @Override
        public void read(int value, int slot) {
            slots[value] = slot;
        }

        void set(int value, double to) {
            int slot = slots[value];
            for (int row = 0; slot >= 0 && row < rows.rows(); row++) {
                rows.set(row, slot, to);
            }
        }
    }
}
