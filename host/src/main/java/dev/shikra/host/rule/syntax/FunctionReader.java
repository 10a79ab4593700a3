package dev.shikra.host.rule.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads functions and their statements; numbers variables and functions of one rule. */
public final class FunctionReader {
    /** Most turns of the loops of one function, nested ones multiplied. */
    static final long MOST_TURNS = 100_000;

    private final ExpressionReader expressions = new ExpressionReader(this);
    private final Map<String, PureFunction> known = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Map<Integer, IndexRange> counters = new LinkedHashMap<>();
    private int variables;

    /**
     * The body of a clause: {@code x => ...} or {@code (x, p) => ...}.
     *
     * @param inputs declared inputs in order
     * @param parameters effective values
     */
    public RuleFunction clause(
            Node node, ModuleScope module, InputNames inputs, Map<String, Double> parameters) {
        Scope scope = clauseScope(node, module, inputs, parameters);
        return function(node, scope, name(node, 0), name(node, 1));
    }

    private RuleFunction function(
            Node node, Scope scope, String inputsName, String parametersName) {
        Node body = node.child("body");
        if (!body.is("BlockStatement")) {
            Expression value = expressions.read(body, scope);
            return new RuleFunction(
                    inputsName, parametersName, List.of(new Statement.Return(value)), value.kind());
        }
        var returns = new ArrayList<Expression>();
        List<Statement> statements = block(body, scope.block(), returns, 1);
        return new RuleFunction(
                inputsName, parametersName, statements, resultOf(body, statements, returns));
    }

    /** The name of a parameter, empty if there is none at that place. */
    private static String name(Node node, int place) {
        List<Node> given = node.children("params");
        return place < given.size() ? given.get(place).text("name") : "";
    }

    /**
     * The body of {@code then} or {@code verdict}: statements, then an object or a choice of
     * objects.
     *
     * @param object receives the result's node and what reads the expressions in it
     */
    public <T> T outcome(
            Node node,
            ModuleScope module,
            InputNames inputs,
            Map<String, Double> parameters,
            OutcomeReader<T> object) {
        Scope scope = clauseScope(node, module, inputs, parameters);
        Node body = node.child("body");
        if (!body.is("BlockStatement")) {
            return object.read(List.of(), body, new OutcomeExpressions(expressions, scope));
        }
        List<Node> nodes = body.children("body");
        if (nodes.isEmpty() || !nodes.getLast().is("ReturnStatement")) {
            throw body.fault("this must end with one return of an object: return { ... };");
        }
        Scope inner = scope.block();
        var returns = new ArrayList<Expression>();
        var statements = new ArrayList<Statement>();
        for (Node statement : nodes.subList(0, nodes.size() - 1)) {
            statements.add(statement(statement, inner, returns, 1));
        }
        if (!returns.isEmpty()) {
            throw body.fault("only the last statement may return here: choose with a ? b : c");
        }
        Node last = nodes.getLast();
        Node result =
                last.optional("argument").orElseThrow(() -> last.fault("return needs a value"));
        return object.read(statements, result, new OutcomeExpressions(expressions, inner));
    }

    /** Makes the outcome of a rule from what its function returns. */
    @FunctionalInterface
    public interface OutcomeReader<T> {
        T read(List<Statement> before, Node result, OutcomeExpressions expressions);
    }

    private Scope clauseScope(
            Node node, ModuleScope module, InputNames inputs, Map<String, Double> parameters) {
        checkArrow(node);
        List<Node> given = node.children("params");
        for (Node parameter : given) {
            if (!parameter.is("Identifier")) {
                throw Refusals.construct(parameter);
            }
        }
        if (given.size() > 2) {
            throw given.get(2)
                    .fault(
                            "a function of a rule takes inputs and params, (x, p) => ..., and no more");
        }
        return Scope.ofClause(
                module,
                new Scope.RuleNames(
                        given.isEmpty() ? "" : given.get(0).text("name"),
                        inputs,
                        given.size() < 2 ? "" : given.get(1).text("name"),
                        parameters));
    }

    private static void checkArrow(Node node) {
        if (node.flag("async")) {
            throw node.fault(
                    "'async' is not part of the rule language: a rule waits for nothing, write x => ...");
        }
        if (node.flag("generator")) {
            throw node.fault(
                    "a generator is not part of the rule language: write x => ... with one value");
        }
        if (!node.is("ArrowFunctionExpression")) {
            throw node.is("FunctionExpression")
                    ? Refusals.construct(node)
                    : node.fault("a function is needed here: write x => ...");
        }
    }

    /** {@return what an index can be, or a fault if that is not known} */
    IndexRange rangeOf(Node node, Expression index) {
        return IndexRange.of(node, index, counters);
    }

    /**
     * The step of a state: {@code (s, x) => ...} or {@code (s, x, p) => ...}.
     *
     * @param state what the state is before the step
     */
    public record StateStep(Variable state, RuleFunction function) {}

    /** Reads the step of a state that is a number. */
    public StateStep step(
            Node node, ModuleScope module, InputNames inputs, Map<String, Double> parameters) {
        checkArrow(node);
        List<Node> given = node.children("params");
        for (Node parameter : given) {
            if (!parameter.is("Identifier")) {
                throw Refusals.construct(parameter);
            }
        }
        if (given.isEmpty() || given.size() > 3) {
            throw node.fault(
                    "a step takes the state, the inputs and the params: write (s, x) => s + x.volume");
        }
        Scope outer =
                Scope.ofClause(
                        module,
                        new Scope.RuleNames(name(node, 1), inputs, name(node, 2), parameters));
        Variable state = variable(name(node, 0), Kind.NUMBER, false);
        outer.add(given.getFirst(), state);
        RuleFunction function = function(node, outer, name(node, 1), name(node, 2));
        if (function.result() != Kind.NUMBER) {
            throw node.fault(
                    "a step gives "
                            + function.result().words()
                            + ", and the next state is a number: write (condition ? 1 : 0)");
        }
        return new StateStep(state, function);
    }

    /** {@return the value of a constant expression at the top of a file} */
    Expression constant(Node node, ModuleScope module) {
        Expression read = expressions.read(node, Scope.ofFunction(module));
        return switch (new Evaluator(i -> Double.NaN).value(read)) {
            case Double d -> new Expression.Numeral(node.place(), d);
            case Boolean b -> new Expression.Truth(node.place(), b);
            case String s -> new Expression.Text(node.place(), s);
            default -> throw node.fault("this is no constant: write a number, true, false or text");
        };
    }

    /** {@return the function checked for the kinds of the arguments} */
    PureFunction forCall(Binding.Function function, Node call, List<Expression> arguments) {
        Node node = function.node();
        if (node.flag("async") || node.flag("generator")) {
            throw node.fault(
                    "a function of a rule is neither async nor a generator: write (a, b) => ...");
        }
        List<Node> given = node.children("params");
        for (Node parameter : given) {
            if (!parameter.is("Identifier")) {
                throw Refusals.construct(parameter);
            }
        }
        if (given.size() != arguments.size()) {
            throw call.fault(
                    "'"
                            + function.name()
                            + "' takes "
                            + given.size()
                            + " argument(s), not "
                            + arguments.size());
        }
        var key =
                new StringBuilder(function.home().file()).append('#').append(node.place().start());
        arguments.forEach(a -> key.append(',').append(a.kind()));
        PureFunction seen = known.get(key.toString());
        if (seen != null) {
            return seen;
        }
        if (!open.add(key.toString())) {
            throw call.fault(
                    "'"
                            + function.name()
                            + "' calls itself, which may never end: write a for loop with constant bounds");
        }
        Scope scope = Scope.ofFunction(function.home());
        var variables = new ArrayList<Variable>();
        for (int i = 0; i < given.size(); i++) {
            Variable variable = variable(given.get(i).text("name"), arguments.get(i).kind(), false);
            scope.add(given.get(i), variable);
            variables.add(variable);
        }
        Node body = node.child("body");
        PureFunction made;
        if (body.is("BlockStatement")) {
            var returns = new ArrayList<Expression>();
            List<Statement> statements = block(body, scope.block(), returns, 1);
            made =
                    new PureFunction(
                            known.size(),
                            function.name(),
                            variables,
                            statements,
                            resultOf(body, statements, returns));
        } else {
            Expression value = expressions.read(body, scope);
            made =
                    new PureFunction(
                            known.size(),
                            function.name(),
                            variables,
                            List.of(new Statement.Return(value)),
                            value.kind());
        }
        open.remove(key.toString());
        known.put(key.toString(), made);
        return made;
    }

    private static Kind resultOf(Node body, List<Statement> statements, List<Expression> returns) {
        if (!alwaysReturns(statements)) {
            throw body.fault("some way through this function returns nothing: end it with return");
        }
        Kind kind = returns.getFirst().kind();
        for (Expression value : returns) {
            if (value.kind() != kind) {
                throw new RuleFault(
                        value.place(),
                        "this returns "
                                + value.kind().words()
                                + ", another return gives "
                                + kind.words()
                                + ": let all give the same kind");
            }
        }
        return kind;
    }

    private static boolean alwaysReturns(List<Statement> statements) {
        return !statements.isEmpty()
                && switch (statements.getLast()) {
                    case Statement.Return r -> true;
                    case Statement.Choice c ->
                            alwaysReturns(c.then()) && alwaysReturns(c.otherwise());
                    case Statement.Declaration d -> false;
                    case Statement.Assignment a -> false;
                    case Statement.Loop l -> false;
                };
    }

    private Variable variable(String name, Kind kind, boolean changes) {
        return new Variable(variables++, name, kind, changes);
    }

    private List<Statement> block(Node node, Scope scope, List<Expression> returns, long turns) {
        var statements = new ArrayList<Statement>();
        for (Node child : node.children("body")) {
            if (!statements.isEmpty() && statements.getLast() instanceof Statement.Return) {
                throw child.fault("this is never reached: leave it out");
            }
            if (child.is("VariableDeclaration")) {
                declarations(child, scope, statements);
            } else {
                statements.add(statement(child, scope, returns, turns));
            }
        }
        return statements;
    }

    private void declarations(Node node, Scope scope, List<Statement> into) {
        if (node.text("kind").equals("var")) {
            throw node.fault(
                    "'var' is not part of the rule language: write const, or let if it changes");
        }
        for (Node declarator : node.children("declarations")) {
            into.add(declaration(node, declarator, scope));
        }
    }

    private Statement.Declaration declaration(Node node, Node declarator, Scope scope) {
        Node id = declarator.child("id");
        if (!id.is("Identifier")) {
            throw Refusals.construct(id);
        }
        Node init =
                declarator
                        .optional("init")
                        .orElseThrow(() ->
                                declarator.fault(
                                        "'" + id.text("name") + "' needs a value: let name = 0"));
        Expression value = expressions.read(init, scope);
        Variable variable =
                variable(id.text("name"), value.kind(), node.text("kind").equals("let"));
        scope.add(id, variable);
        return new Statement.Declaration(variable, value);
    }

    private Statement statement(Node node, Scope scope, List<Expression> returns, long turns) {
        return switch (node.type()) {
            case "VariableDeclaration" -> {
                List<Node> declarators = node.children("declarations");
                if (declarators.size() != 1 || node.text("kind").equals("var")) {
                    throw node.fault("declare one constant per statement here: const name = value");
                }
                yield declaration(node, declarators.getFirst(), scope);
            }
            case "ExpressionStatement" -> assignment(node, scope);
            case "IfStatement" ->
                    new Statement.Choice(
                            expressions.condition(node.child("test"), scope),
                            branch(node.child("consequent"), scope, returns, turns),
                            node.optional("alternate")
                                    .map(a -> branch(a, scope, returns, turns))
                                    .orElse(List.of()));
            case "ForStatement" -> loop(node, scope, returns, turns);
            case "ReturnStatement" -> {
                Node value =
                        node.optional("argument")
                                .orElseThrow(() -> node.fault("return needs a value"));
                Expression read = expressions.read(value, scope);
                returns.add(read);
                yield new Statement.Return(read);
            }
            default -> throw Refusals.construct(node);
        };
    }

    private List<Statement> branch(Node node, Scope scope, List<Expression> returns, long turns) {
        Scope inner = scope.block();
        return node.is("BlockStatement")
                ? block(node, inner, returns, turns)
                : List.of(statement(node, inner, returns, turns));
    }

    private Statement assignment(Node node, Scope scope) {
        Node expression = node.child("expression");
        if (!expression.is("AssignmentExpression")) {
            throw expression.is("UpdateExpression")
                            || expression.is("AwaitExpression")
                            || expression.is("YieldExpression")
                    ? Refusals.construct(expression)
                    : Refusals.construct(node);
        }
        Variable variable = target(expression, scope);
        Expression value = expressions.read(expression.child("right"), scope);
        String operator = expression.text("operator");
        if (!operator.equals("=")) {
            String arithmetic = operator.substring(0, operator.length() - 1);
            if (!List.of("+", "-", "*", "/", "%", "**").contains(arithmetic)) {
                throw Refusals.operator(expression, operator);
            }
            ExpressionReader.demand(expression.child("right"), value, Kind.NUMBER);
            Expression before = new Expression.Local(expression.child("left").place(), variable);
            ExpressionReader.demand(expression.child("left"), before, Kind.NUMBER);
            value = new Expression.Arithmetic(expression.place(), arithmetic, before, value);
        }
        if (value.kind() != variable.kind()) {
            throw expression.fault(
                    "'"
                            + variable.name()
                            + "' is "
                            + variable.kind().words()
                            + " and can't become "
                            + value.kind().words()
                            + ": declare another name");
        }
        return new Statement.Assignment(variable, value);
    }

    private static Variable target(Node assignment, Scope scope) {
        Node left = assignment.child("left");
        if (!left.is("Identifier")) {
            throw left.is("MemberExpression")
                    ? left.fault(
                            "inputs can't be changed: declare a let in this function and assign that")
                    : Refusals.construct(left);
        }
        String name = left.text("name");
        Variable variable =
                scope.variable(name)
                        .orElseThrow(() ->
                                left.fault(
                                        "'"
                                                + name
                                                + "' is declared outside this function, and a rule"
                                                + " remembers nothing: declare it inside with let"));
        if (!variable.changes()) {
            throw left.fault(
                    "'" + name + "' can't be assigned: declare it with let in this function");
        }
        return variable;
    }

    private Statement loop(Node node, Scope scope, List<Expression> returns, long turns) {
        LoopHead head = LoopHead.read(node, n -> expressions.number(n, scope));
        long most = turns * head.turns();
        if (most > MOST_TURNS) {
            throw node.fault(
                    "this loop turns "
                            + most
                            + " times with those around it: at most "
                            + MOST_TURNS
                            + " are allowed, write a smaller bound");
        }
        Scope inner = scope.block();
        Variable counter = variable(head.name(), Kind.NUMBER, false);
        inner.add(node, counter);
        if (head.turns() > 0) {
            double last = head.from() + (head.turns() - 1) * head.step();
            if (head.from() == Math.rint(head.from()) && head.step() == Math.rint(head.step())) {
                counters.put(
                        counter.number(),
                        new IndexRange(Math.min(head.from(), last), Math.max(head.from(), last)));
            }
        }
        return new Statement.Loop(
                counter,
                head.from(),
                head.comparison(),
                head.limit(),
                head.step(),
                branch(node.child("body"), inner, returns, Math.max(1, most)));
    }
}
