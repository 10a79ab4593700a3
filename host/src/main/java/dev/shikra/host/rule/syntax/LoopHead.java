package dev.shikra.host.rule.syntax;

import java.util.function.Function;

/** The head of a {@code for} loop whose turns can be counted while loading. */
record LoopHead(String name, double from, String comparison, double limit, double step) {
    private static final String SHAPE = "write for (let i = 0; i < 10; i++) with constant bounds";

    static LoopHead read(Node node, Function<Node, Expression> number) {
        Node init = node.optional("init").orElseThrow(() -> unbounded(node));
        Node test = node.optional("test").orElseThrow(() -> unbounded(node));
        Node update = node.optional("update").orElseThrow(() -> unbounded(node));
        if (!init.is("VariableDeclaration")
                || !init.text("kind").equals("let")
                || init.children("declarations").size() != 1) {
            throw init.fault("a loop declares its own counter: " + SHAPE);
        }
        Node declarator = init.children("declarations").getFirst();
        String name = declarator.child("id").text("name");
        double from =
                constant(declarator.optional("init").orElseThrow(() -> unbounded(node)), number);
        String comparison = test.text("operator");
        if (!test.is("BinaryExpression")
                || !isCounter(test.child("left"), name)
                || !(comparison.equals("<")
                        || comparison.equals("<=")
                        || comparison.equals(">")
                        || comparison.equals(">="))) {
            throw test.fault("a loop's condition compares its counter with a constant: " + SHAPE);
        }
        double limit = constant(test.child("right"), number);
        double step = step(update, name, number);
        var head = new LoopHead(name, from, comparison, limit, step);
        boolean rises = comparison.startsWith("<");
        if (step == 0 || rises != step > 0) {
            throw update.fault("the counter never reaches its limit: " + SHAPE);
        }
        return head;
    }

    private static RuleFault unbounded(Node node) {
        return node.fault("a loop without counter, limit and step may never end: " + SHAPE);
    }

    private static double step(Node update, String name, Function<Node, Expression> number) {
        if (update.is("UpdateExpression") && isCounter(update.child("argument"), name)) {
            return update.text("operator").equals("++") ? 1 : -1;
        }
        if (update.is("AssignmentExpression") && isCounter(update.child("left"), name)) {
            if (update.text("operator").equals("+=")) {
                return constant(update.child("right"), number);
            }
            if (update.text("operator").equals("-=")) {
                return -constant(update.child("right"), number);
            }
        }
        throw update.fault("a loop's counter moves by a constant step: " + SHAPE);
    }

    private static boolean isCounter(Node node, String name) {
        return node.is("Identifier") && node.text("name").equals(name);
    }

    private static double constant(Node node, Function<Node, Expression> number) {
        Expression read = number.apply(node);
        if (!Trees.isConstant(read)) {
            throw node.fault("a loop's bounds are numbers known while loading: " + SHAPE);
        }
        double value = (Double) new Evaluator(i -> Double.NaN).value(read);
        if (!(Math.abs(value) <= 1e9) || (value != 0 && Math.abs(value) < 1e-6)) {
            throw node.fault("a loop's bounds and step are from 0.000001 to 1e9: " + SHAPE);
        }
        return value;
    }

    /** {@return how often the body runs} */
    long turns() {
        double span = step > 0 ? limit - from : from - limit;
        double steps = span / Math.abs(step);
        double turns = comparison.endsWith("=") ? Math.floor(steps) + 1 : Math.ceil(steps);
        return turns <= 0 ? 0 : (long) Math.min(turns, 1e12);
    }
}
