package dev.shikra.host.rule.syntax;

import java.util.Map;

/**
 * The whole numbers that an index can be, known while loading: so that a window is never read
 * outside its bounds.
 *
 * @param least smallest
 * @param most largest
 */
record IndexRange(double least, double most) {
    /** {@return the range of an index of constants and loop counters, or a fault} */
    static IndexRange of(Node node, Expression index, Map<Integer, IndexRange> counters) {
        return switch (index) {
            case Expression.Numeral n -> whole(node, n.value());
            case Expression.Parameter p -> whole(node, p.value());
            case Expression.Local l -> {
                IndexRange range = counters.get(l.variable().number());
                if (range == null) {
                    throw unknown(node);
                }
                yield range;
            }
            case Expression.Negation n -> {
                IndexRange of = of(node, n.of(), counters);
                yield new IndexRange(-of.most, -of.least);
            }
            case Expression.Arithmetic a -> {
                IndexRange left = of(node, a.left(), counters);
                IndexRange right = of(node, a.right(), counters);
                yield switch (a.operator()) {
                    case "+" -> new IndexRange(left.least + right.least, left.most + right.most);
                    case "-" -> new IndexRange(left.least - right.most, left.most - right.least);
                    case "*" -> product(left, right);
                    default -> throw unknown(node);
                };
            }
            default -> throw unknown(node);
        };
    }

    private static IndexRange product(IndexRange a, IndexRange b) {
        double[] ends = {a.least * b.least, a.least * b.most, a.most * b.least, a.most * b.most};
        return new IndexRange(
                Math.min(Math.min(ends[0], ends[1]), Math.min(ends[2], ends[3])),
                Math.max(Math.max(ends[0], ends[1]), Math.max(ends[2], ends[3])));
    }

    private static IndexRange whole(Node node, double value) {
        if (value != Math.rint(value)) {
            throw node.fault("an index is a whole number, not " + value + ": 0 is the newest");
        }
        return new IndexRange(value, value);
    }

    private static RuleFault unknown(Node node) {
        return node.fault(
                "an index must be known while loading: write a number, a param, or the counter of a"
                        + " for loop with + - * of numbers");
    }
}
