package dev.shikra.host.rule;

import dev.shikra.host.rule.syntax.Evaluator;
import dev.shikra.host.rule.syntax.Expression;
import dev.shikra.host.rule.syntax.RuleFunction;
import dev.shikra.host.rule.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/**
 * How far a clause is from being true: of a comparison by how much its left side would have to
 * move, as a share of the right; of several joined what is in the way most, or least where one is
 * enough.
 *
 * @param share 0 if it is true; 0.05 if a value would have to move by 5 %; NaN where that can't be
 *     said: an unknown value, or a clause that is more than comparisons
 * @param gaps the comparisons that are in the way
 */
public record ClauseDistance(double share, List<Gap> gaps) {
    /**
     * A comparison that does not hold.
     *
     * @param left as written
     * @param right as written
     * @param by how far the left value is from where it would hold, in its unit; {@code >= 0}
     */
    public record Gap(
            String left,
            String operator,
            String right,
            double leftValue,
            double rightValue,
            double by) {}

    /** Nothing is in the way. */
    static final ClauseDistance NONE = new ClauseDistance(0, List.of());

    public ClauseDistance {
        gaps = List.copyOf(gaps);
    }

    /**
     * @param written an operand's text
     */
    static ClauseDistance of(
            RuleFunction function,
            IntToDoubleFunction inputs,
            Function<Expression, String> written) {
        var evaluator = new Evaluator(inputs);
        if (function.body().size() == 1
                && function.body().getFirst() instanceof Statement.Return(Expression value)) {
            var gaps = new ArrayList<Gap>();
            double share = new Reader(evaluator, written, gaps).share(value, true);
            return new ClauseDistance(share, share == 0 ? List.of() : gaps);
        }
        return Evaluator.truth(evaluator.run(function.body()))
                ? NONE
                : new ClauseDistance(Double.NaN, List.of());
    }

    private record Reader(
            Evaluator evaluator, Function<Expression, String> written, List<Gap> gaps) {
        double share(Expression e, boolean wanted) {
            return switch (e) {
                case Expression.Comparison c -> comparison(c, wanted);
                case Expression.Not n -> share(n.of(), !wanted);
                case Expression.Logical l -> {
                    double left = share(l.left(), wanted);
                    double right = share(l.right(), wanted);
                    boolean both = l.operator().equals("&&") == wanted;
                    yield both ? most(left, right) : least(left, right);
                }
                case Expression.Conditional c ->
                        share(
                                Evaluator.truth(evaluator.value(c.condition()))
                                        ? c.then()
                                        : c.otherwise(),
                                wanted);
                default -> Evaluator.truth(evaluator.value(e)) == wanted ? 0 : Double.NaN;
            };
        }

        private double comparison(Expression.Comparison c, boolean wanted) {
            if (Evaluator.truth(evaluator.value(c)) == wanted
                    && !unknown(c.left())
                    && !unknown(c.right())) {
                return 0;
            }
            if (!(evaluator.value(c.left()) instanceof Double left)
                    || !(evaluator.value(c.right()) instanceof Double right)) {
                return Double.NaN;
            }
            double by = Math.abs(left - right);
            gaps.add(
                    new Gap(
                            written.apply(c.left()),
                            wanted ? c.operator() : opposite(c.operator()),
                            written.apply(c.right()),
                            left,
                            right,
                            by));
            double size = right != 0 ? Math.abs(right) : Math.abs(left);
            return Double.isNaN(by) ? Double.NaN : smallest(size == 0 ? 0 : by / size);
        }

        private boolean unknown(Expression e) {
            return evaluator.value(e) instanceof Double d && Double.isNaN(d);
        }
    }

    /** A comparison that just fails, 5 > 5, is not true: its distance is not quite 0. */
    private static double smallest(double share) {
        return share == 0 ? Double.MIN_VALUE : share;
    }

    private static String opposite(String operator) {
        return switch (operator) {
            case "<" -> ">=";
            case "<=" -> ">";
            case ">" -> "<=";
            case ">=" -> "<";
            case "===" -> "!==";
            default -> "===";
        };
    }

    static double most(double a, double b) {
        return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : Math.max(a, b);
    }

    static double least(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    /**
     * {@return the distance of joined clauses: 0 if they are true}
     *
     * @param clauses distance of a clause by its place
     */
    static double joined(Condition when, Function<Integer, Double> clauses) {
        return switch (when) {
            case Condition.Leaf leaf -> clauses.apply(leaf.clause());
            case Condition.Group group -> {
                double[] each =
                        group.of().stream().mapToDouble(c -> joined(c, clauses)).sorted().toArray();
                yield switch (group.needs()) {
                    // How far a clause is from being false is not known here.
                    case NONE ->
                            java.util.Arrays.stream(each).allMatch(d -> d > 0) ? 0 : Double.NaN;
                    case ALL, ANY, AT_LEAST -> each[group.least() - 1]; // NaN sorts last
                };
            }
        };
    }
}
