package dev.shikra.host.rule;

import dev.shikra.host.feature.FeatureKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How much a rule makes the engine remember. One rule that asks for too much would take the memory
 * of all, since what is remembered is remembered of each instrument.
 */
final class RuleSize {
    /** Most inputs of a rule. */
    static final int MOST_INPUTS = 100;

    /** Most bars that the inputs of a rule remember together, of one instrument. */
    static final int MOST_BARS = 20_000;

    private RuleSize() {}

    /** {@return what is too large about the rule and what to do, empty if nothing is} */
    static Optional<String> complaint(Rule rule) {
        if (rule.inputs().size() > MOST_INPUTS) {
            return Optional.of(
                    "the rule has "
                            + rule.inputs().size()
                            + " inputs; a rule has at most "
                            + MOST_INPUTS
                            + ": make several rules of it");
        }
        var counted = new HashSet<FeatureKey>();
        long bars = rule.features().stream().mapToLong(key -> bars(key, counted)).sum();
        return bars > MOST_BARS
                ? Optional.of(
                        "the inputs look back over "
                                + bars
                                + " bars in all; those of a rule look back over at most "
                                + MOST_BARS
                                + ": shorten the longest")
                : Optional.empty();
    }

    /** A study's whole numbers are lengths, or small. */
    private static long bars(FeatureKey key, Set<FeatureKey> counted) {
        if (!counted.add(key)) {
            return 0;
        }
        return switch (key) {
            case FeatureKey.StudyValue study ->
                    study.spec().parameters().values().stream()
                            .filter(value -> value.matches("\\d{1,9}"))
                            .mapToLong(Long::parseLong)
                            .sum();
            case FeatureKey.LookBack back -> lookedBack(back, counted);
            default -> 0; // values of now
        };
    }

    private static long lookedBack(FeatureKey.LookBack back, Set<FeatureKey> counted) {
        return switch (back) {
            case FeatureKey.Ago ago -> ago.bars() + bars(ago.of(), counted);
            case FeatureKey.Crosses crosses -> bars(List.of(crosses.a(), crosses.b()), counted);
            case FeatureKey.Window window -> window.bars() + bars(window.of(), counted);
            case FeatureKey.WindowElement element -> bars(element.window(), counted);
            case FeatureKey.Rolling rolling -> rolling.bars() + bars(rolling.of(), counted);
            case FeatureKey.Run run -> run.bars() + bars(run.of(), counted);
            case FeatureKey.Computed computed -> bars(computed.of(), counted);
            case FeatureKey.BarsSince since -> bars(since.condition(), counted);
            case FeatureKey.Within within -> within.bars() + bars(within.condition(), counted);
            case FeatureKey.Sequence sequence -> bars(sequence.conditions(), counted);
            case FeatureKey.Accumulated accumulated -> bars(accumulated.of(), counted);
            case FeatureKey.Other other -> bars(other.of(), counted);
        };
    }

    private static long bars(List<FeatureKey> keys, Set<FeatureKey> counted) {
        return keys.stream().mapToLong(key -> bars(key, counted)).sum();
    }
}
