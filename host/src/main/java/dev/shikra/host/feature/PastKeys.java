package dev.shikra.host.feature;

import dev.shikra.api.market.Timeframe;
import java.util.List;
import java.util.Set;

/** What of a feature bars of the past can tell. */
public final class PastKeys {
    /** Groups of named values that follow from the calendar and a minute. */
    private static final Set<String> OF_TIME = Set.of("session", "time");

    private PastKeys() {}

    /**
     * {@return whether closed 1-minute bars of the instrument, and of those it refers to, are all
     * that it depends on} Ticks, quotes, options and the whole market are not in them.
     */
    public static boolean fromBars(FeatureKey key) {
        return switch (key) {
            case FeatureKey.BarValue bar -> !bar.forming();
            case FeatureKey.StudyValue study -> !study.forming();
            case FeatureKey.DayValue day -> true;
            case FeatureKey.Constant constant -> true;
            case FeatureKey.NamedValue named -> OF_TIME.contains(named.group());
            case FeatureKey.TickValue tick -> false;
            case FeatureKey.CandidateValue candidate -> false;
            case FeatureKey.LookBack lookBack ->
                    parts(lookBack).stream().allMatch(PastKeys::fromBars);
        };
    }

    /** {@return whether the feature is another instrument's, or made of such} */
    public static boolean refers(FeatureKey key) {
        return key instanceof FeatureKey.Other
                || key instanceof FeatureKey.LookBack lookBack
                        && parts(lookBack).stream().anyMatch(PastKeys::refers);
    }

    /** Adds the instruments that a feature reads beside its own, as rules name them. */
    public static void references(FeatureKey key, Set<String> into) {
        if (key instanceof FeatureKey.Other(String instrument, FeatureKey of)) {
            into.add(instrument);
        }
        if (key instanceof FeatureKey.LookBack lookBack) {
            parts(lookBack).forEach(part -> references(part, into));
        }
    }

    /** Adds the timeframes whose bars a feature is made of. */
    public static void timeframes(FeatureKey key, Set<Timeframe> into) {
        switch (key) {
            case FeatureKey.BarValue bar -> into.add(bar.on());
            case FeatureKey.StudyValue study -> into.add(study.on());
            case FeatureKey.LookBack lookBack -> {
                into.add(on(lookBack));
                parts(lookBack).forEach(part -> timeframes(part, into));
            }
            default -> {}
        }
    }

    /** {@return the features that one is made of} */
    static List<FeatureKey> parts(FeatureKey.LookBack key) {
        return switch (key) {
            case FeatureKey.Ago k -> List.of(k.of());
            case FeatureKey.Crosses k -> List.of(k.a(), k.b());
            case FeatureKey.Window k -> List.of(k.of());
            case FeatureKey.WindowElement k -> List.of(k.window());
            case FeatureKey.Rolling k -> List.of(k.of());
            case FeatureKey.Run k -> List.of(k.of());
            case FeatureKey.Computed k -> k.of();
            case FeatureKey.BarsSince k -> List.of(k.condition());
            case FeatureKey.Within k -> List.of(k.condition());
            case FeatureKey.Sequence k -> k.conditions();
            case FeatureKey.Accumulated k -> k.of();
            case FeatureKey.Other k -> List.of(k.of());
        };
    }

    /** {@return closed bars of its timeframe that a look back itself reaches over} */
    static int reach(FeatureKey.LookBack key) {
        return switch (key) {
            case FeatureKey.Ago k -> k.bars();
            case FeatureKey.Crosses k -> 1;
            case FeatureKey.Window k -> k.bars();
            case FeatureKey.WindowElement k -> k.window().bars();
            case FeatureKey.Rolling k -> k.bars();
            case FeatureKey.Run k -> k.bars();
            case FeatureKey.Computed k -> 0;
            case FeatureKey.BarsSince k -> 0;
            case FeatureKey.Within k -> k.bars();
            case FeatureKey.Sequence k -> k.bars() * k.conditions().size();
            case FeatureKey.Accumulated k -> 0;
            case FeatureKey.Other k -> 0;
        };
    }

    /** {@return the timeframe whose bars a look back counts; one minute where it counts none} */
    static Timeframe on(FeatureKey.LookBack key) {
        return switch (key) {
            case FeatureKey.Ago k -> k.on();
            case FeatureKey.Crosses k -> k.on();
            case FeatureKey.Window k -> k.on();
            case FeatureKey.WindowElement k -> k.window().on();
            case FeatureKey.Rolling k -> k.on();
            case FeatureKey.Run k -> k.on();
            case FeatureKey.Computed k -> k.on();
            case FeatureKey.BarsSince k -> k.on();
            case FeatureKey.Within k -> k.on();
            case FeatureKey.Sequence k -> k.on();
            case FeatureKey.Accumulated k -> k.on();
            case FeatureKey.Other k -> Timeframe.M1;
        };
    }
}
