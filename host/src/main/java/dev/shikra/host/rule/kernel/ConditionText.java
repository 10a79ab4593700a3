package dev.shikra.host.rule.kernel;

import dev.shikra.host.rule.Condition;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Writes joined clauses as one JavaScript condition. */
final class ConditionText {
    private final IntFunction<String> known;
    private final IntFunction<String> truth;

    /**
     * @param known writes whether all that a clause names is known, by its place
     * @param truth writes a clause
     */
    ConditionText(IntFunction<String> known, IntFunction<String> truth) {
        this.known = known;
        this.truth = truth;
    }

    /** {@return a condition that is true where {@code c} is} */
    String isTrue(Condition c) {
        return switch (c) {
            case Condition.Leaf l -> "(" + known.apply(l.clause()) + truth.apply(l.clause()) + ")";
            case Condition.Group g ->
                    switch (g.needs()) {
                        case ALL -> joined(g.of(), true, " && ");
                        case ANY -> joined(g.of(), true, " || ");
                        case NONE -> joined(g.of(), false, " && ");
                        case AT_LEAST -> counted(g.of(), true, g.least());
                    };
        };
    }

    /** {@return a condition that is true where {@code c} is false and not warming up} */
    private String isFalse(Condition c) {
        return switch (c) {
            case Condition.Leaf l ->
                    "(" + known.apply(l.clause()) + "!" + truth.apply(l.clause()) + ")";
            case Condition.Group g ->
                    switch (g.needs()) {
                        case ALL -> joined(g.of(), false, " || ");
                        case ANY -> joined(g.of(), false, " && ");
                        case NONE -> joined(g.of(), true, " || ");
                        case AT_LEAST -> counted(g.of(), false, g.of().size() - g.least() + 1);
                    };
        };
    }

    private String joined(List<Condition> of, boolean wanted, String by) {
        return of.stream()
                .map(c -> wanted ? isTrue(c) : isFalse(c))
                .collect(Collectors.joining(by, "(", ")"));
    }

    private String counted(List<Condition> of, boolean wanted, int least) {
        return of.stream()
                .map(c -> "(" + (wanted ? isTrue(c) : isFalse(c)) + " ? 1 : 0)")
                .collect(Collectors.joining(" + ", "(", " >= " + least + ")"));
    }
}
