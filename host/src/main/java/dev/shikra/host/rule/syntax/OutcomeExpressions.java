package dev.shikra.host.rule.syntax;

/** Reads the expressions within the object that {@code then} or {@code verdict} returns. */
public final class OutcomeExpressions {
    private final ExpressionReader expressions;
    private final Scope scope;

    OutcomeExpressions(ExpressionReader expressions, Scope scope) {
        this.expressions = expressions;
        this.scope = scope;
    }

    public Expression number(Node node) {
        return expressions.number(node, scope);
    }

    public Expression text(Node node) {
        return ExpressionReader.demand(node, expressions.read(node, scope), Kind.TEXT);
    }

    public Expression condition(Node node) {
        return expressions.condition(node, scope);
    }
}
