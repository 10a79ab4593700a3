package dev.shikra.host.feature;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.Study;
import java.util.Collection;

/**
 * How much of the past a feature needs.
 *
 * @param sessions whole sessions before the current one
 * @param minutes minutes of trading before now, beside them
 */
public record PastDepth(int sessions, int minutes) {
    /** Nothing of the past. */
    public static final PastDepth NONE = new PastDepth(0, 0);

    /**
     * Averages that forget slowly are defined after their warm-up and settled after a few times as
     * much.
     */
    private static final int SETTLED = 3;

    PastDepth and(PastDepth other) {
        return new PastDepth(Math.max(sessions, other.sessions), Math.max(minutes, other.minutes));
    }

    private PastDepth after(PastDepth other) {
        return new PastDepth(
                Math.addExact(sessions, other.sessions), Math.addExact(minutes, other.minutes));
    }

    /** {@return sessions before the current one that hold all of it} */
    public int sessions(int minutesPerSession) {
        return sessions + Math.ceilDiv(minutes, Math.max(1, minutesPerSession));
    }

    /** {@return what a plan's features need that bars of the past can tell} */
    public static PastDepth of(Collection<FeatureKey> keys, FeaturePlan plan) {
        PastDepth all = NONE;
        for (FeatureKey key : keys) {
            if (PastKeys.fromBars(key) || key instanceof FeatureKey.StudyValue) {
                all = all.and(of(key, plan));
            }
        }
        return all;
    }

    private static PastDepth of(FeatureKey key, FeaturePlan plan) {
        return switch (key) {
            case FeatureKey.StudyValue value -> {
                StudyPlace place = plan.place(value.on(), value.spec());
                yield place == null ? NONE : of(place.study, value.on());
            }
            case FeatureKey.DayValue day -> new PastDepth(1, 0);
            case FeatureKey.BarValue bar -> bars(1, bar.on());
            case FeatureKey.LookBack lookBack -> {
                PastDepth parts = NONE;
                for (FeatureKey part : PastKeys.parts(lookBack)) {
                    parts = parts.and(of(part, plan));
                }
                yield bars(PastKeys.reach(lookBack), PastKeys.on(lookBack)).after(parts);
            }
            default -> NONE;
        };
    }

    private static PastDepth of(Study study, Timeframe on) {
        int bars = study.warmUpBars();
        return bars(bars == 1 ? 1 : SETTLED * bars, on)
                .and(new PastDepth(study.warmUpSessions(), 0));
    }

    private static PastDepth bars(int bars, Timeframe on) {
        return on.equals(Timeframe.DAY)
                ? new PastDepth(bars, 0)
                : new PastDepth(0, Math.multiplyExact(bars, on.minutes()));
    }
}
