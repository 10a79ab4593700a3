package dev.shikra.host.rule;

import dev.shikra.host.rule.RuleExplanation.Truth;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * How the clauses of a rule are joined. A clause that is warming up is neither true nor false; nor
 * is a group that could still be either, whatever the clauses that warm up turn out to be. Only
 * what is true lets a rule match.
 */
public sealed interface Condition {
    /**
     * A clause.
     *
     * @param clause place in {@link Rule#clauses}
     */
    record Leaf(int clause) implements Condition {}

    /**
     * Several conditions.
     *
     * @param name in the author's words; empty for the whole of a rule
     * @param least how many must be true: 1 to the number of conditions; with {@link Needs#NONE} 0
     */
    record Group(String name, Needs needs, int least, List<Condition> of) implements Condition {
        public Group {
            of = List.copyOf(of);
        }
    }

    /** What a group asks of its conditions. */
    enum Needs {
        ALL,
        ANY,
        NONE,
        AT_LEAST
    }

    /** {@return what this comes to if its clauses come to what {@code clauses} says} */
    default Truth of(IntFunction<Truth> clauses) {
        return switch (this) {
            case Leaf leaf -> clauses.apply(leaf.clause());
            case Group group -> {
                int yes = 0;
                int no = 0;
                for (Condition each : group.of()) {
                    Truth truth = each.of(clauses);
                    yes += truth == Truth.TRUE ? 1 : 0;
                    no += truth == Truth.FALSE ? 1 : 0;
                }
                int all = group.of().size();
                yield switch (group.needs()) {
                    case NONE -> yes > 0 ? Truth.FALSE : no == all ? Truth.TRUE : Truth.WARMING_UP;
                    case ALL, ANY, AT_LEAST ->
                            yes >= group.least()
                                    ? Truth.TRUE
                                    : no > all - group.least() ? Truth.FALSE : Truth.WARMING_UP;
                };
            }
        };
    }

    /** {@return the clauses in it, in order} */
    default Stream<Integer> clauses() {
        return switch (this) {
            case Leaf leaf -> Stream.of(leaf.clause());
            case Group group -> group.of().stream().flatMap(Condition::clauses);
        };
    }
}
