package dev.shikra.host.rule.syntax;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Questions about trees. */
public final class Trees {
    private Trees() {}

    /** {@return whether the value is known while loading: no input, variable or call in it} */
    public static boolean isConstant(Expression expression) {
        var free = new boolean[] {true};
        visit(
                expression,
                e -> {
                    if (e instanceof Expression.Input
                            || e instanceof Expression.Element
                            || e instanceof Expression.Local
                            || e instanceof Expression.Call) {
                        free[0] = false;
                    }
                });
        return free[0];
    }

    /** {@return the inputs named anywhere in the statements, in order of appearance} */
    public static Set<Expression.Input> inputs(List<Statement> statements) {
        var found = new LinkedHashSet<Expression.Input>();
        visit(statements, e -> collect(e, found));
        return found;
    }

    /** {@return the inputs named anywhere in the expression, in order of appearance} */
    public static Set<Expression.Input> inputs(Expression expression) {
        var found = new LinkedHashSet<Expression.Input>();
        visit(expression, e -> collect(e, found));
        return found;
    }

    /** Of a window it is the input that tells whether all its values are known. */
    private static void collect(Expression e, Set<Expression.Input> into) {
        if (e instanceof Expression.Element element) {
            collect(new Expression.Input(element.place(), element.name(), element.index()), into);
        }
        if (e instanceof Expression.Input input
                && into.stream().noneMatch(i -> i.index() == input.index())) {
            into.add(input);
        }
    }

    /** Shows every expression within the statements, outer before inner. */
    public static void visit(List<Statement> statements, Consumer<Expression> visitor) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Declaration d -> visit(d.value(), visitor);
                case Statement.Assignment a -> visit(a.value(), visitor);
                case Statement.Loop l -> visit(l.body(), visitor);
                case Statement.Choice c -> {
                    visit(c.condition(), visitor);
                    visit(c.then(), visitor);
                    visit(c.otherwise(), visitor);
                }
                case Statement.Return r -> visit(r.value(), visitor);
            }
        }
    }

    /**
     * Shows the expression and all within it, outer before inner; not the bodies of functions
     * called.
     */
    public static void visit(Expression expression, Consumer<Expression> visitor) {
        visitor.accept(expression);
        switch (expression) {
            case Expression.Numeral n -> {}
            case Expression.Truth t -> {}
            case Expression.Text t -> {}
            case Expression.Input i -> {}
            case Expression.Element e -> visit(e.at(), visitor);
            case Expression.Parameter p -> {}
            case Expression.Local l -> {}
            case Expression.Negation n -> visit(n.of(), visitor);
            case Expression.Not n -> visit(n.of(), visitor);
            case Expression.Arithmetic a -> {
                visit(a.left(), visitor);
                visit(a.right(), visitor);
            }
            case Expression.Comparison c -> {
                visit(c.left(), visitor);
                visit(c.right(), visitor);
            }
            case Expression.Logical l -> {
                visit(l.left(), visitor);
                visit(l.right(), visitor);
            }
            case Expression.Conditional c -> {
                visit(c.condition(), visitor);
                visit(c.then(), visitor);
                visit(c.otherwise(), visitor);
            }
            case Expression.MathCall m -> m.arguments().forEach(a -> visit(a, visitor));
            case Expression.Call c -> c.arguments().forEach(a -> visit(a, visitor));
        }
    }
}
