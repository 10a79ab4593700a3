package dev.shikra.host.rule.syntax;

import dev.shikra.host.spelling.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads expressions: keeps what belongs to the rule language, refuses the rest. */
final class ExpressionReader {
    private final FunctionReader functions;

    ExpressionReader(FunctionReader functions) {
        this.functions = functions;
    }

    Expression read(Node node, Scope scope) {
        return switch (node.type()) {
            case "Literal" -> literal(node);
            case "Identifier" -> name(node, scope);
            case "MemberExpression" -> member(node, scope);
            case "UnaryExpression" -> unary(node, scope);
            case "BinaryExpression" -> binary(node, scope);
            case "LogicalExpression" -> logical(node, scope);
            case "ConditionalExpression" -> conditional(node, scope);
            case "CallExpression" -> call(node, scope);
            default -> throw Refusals.construct(node);
        };
    }

    Expression number(Node node, Scope scope) {
        return demand(node, read(node, scope), Kind.NUMBER);
    }

    /** A number or a truth: what may stand in a condition. */
    Expression condition(Node node, Scope scope) {
        Expression read = read(node, scope);
        if (read.kind() == Kind.TEXT) {
            throw node.fault("text is no condition: compare it, a === 'text'");
        }
        return read;
    }

    static Expression demand(Node node, Expression read, Kind kind) {
        if (read.kind() != kind) {
            String remedy =
                    kind == Kind.NUMBER && read.kind() == Kind.TRUTH
                            ? ": write (condition ? 1 : 0)"
                            : kind == Kind.NUMBER ? ": write a number" : ": compare something";
            throw node.fault(
                    "this gives "
                            + read.kind().words()
                            + ", and "
                            + kind.words()
                            + " is needed"
                            + remedy);
        }
        return read;
    }

    private static Expression literal(Node node) {
        var value = node.json().path("value");
        if (node.json().has("regex") || node.json().has("bigint")) {
            throw Refusals.construct(node);
        }
        if (value.isNumber()) {
            double number = value.asDouble();
            if (!Double.isFinite(number)) {
                throw node.fault(
                        "'" + node.text("raw") + "' is too large: the largest number is 1.797e308");
            }
            return new Expression.Numeral(node.place(), number);
        }
        if (value.isBoolean()) {
            return new Expression.Truth(node.place(), value.asBoolean());
        }
        if (value.isString()) {
            return new Expression.Text(node.place(), value.asString());
        }
        if (!node.text("raw").equals("null") && value.isNull()) {
            throw node.fault(
                    "'" + node.text("raw") + "' is too large: the largest number is 1.797e308");
        }
        throw Refusals.construct(node);
    }

    private static Expression name(Node node, Scope scope) {
        String name = node.text("name");
        Optional<Variable> variable = scope.variable(name);
        if (variable.isPresent()) {
            return new Expression.Local(node.place(), variable.get());
        }
        Optional<Scope.RuleNames> rule = scope.rule();
        if (rule.isPresent() && rule.get().inputsName().equals(name)) {
            throw node.fault(
                    "'" + name + "' alone is no value: read one of its inputs, " + name + ".name");
        }
        if (rule.isPresent() && rule.get().parametersName().equals(name)) {
            throw node.fault(
                    "'" + name + "' alone is no value: read one of the params, " + name + ".name");
        }
        Optional<Binding> binding = scope.module().find(name);
        if (binding.isPresent()) {
            return switch (binding.get()) {
                case Binding.Constant(Expression value) -> value;
                case Binding.Function f ->
                        throw node.fault(
                                "'" + name + "' is a function: call it, " + name + "(...)");
                case Binding.HostName h ->
                        throw node.fault(
                                "'"
                                        + name
                                        + "' belongs into inputs: declare an input there and read it, x.name");
            };
        }
        return switch (name) {
            case "Infinity" -> new Expression.Numeral(node.place(), Double.POSITIVE_INFINITY);
            case "Math" ->
                    throw node.fault(
                            "'Math' alone is no value: call one of its functions, Math.max(a, b)");
            default -> throw Refusals.name(node, name, scope.known());
        };
    }

    /** {@code x.closes[3]}: empty if the node is something else. */
    private Optional<Expression> element(Node node, Scope scope) {
        Node window = node.child("object");
        if (!node.flag("computed")
                || !window.is("MemberExpression")
                || window.flag("computed")
                || !isInputs(window.child("object"), scope)) {
            return Optional.empty();
        }
        Node name = window.child("property");
        InputNames.Entry entry = input(name, scope);
        if (entry.elements() == 0) {
            throw node.fault(
                    "'"
                            + entry.name()
                            + "' is one value: leave the [...] out, or declare a window,"
                            + " bar.close.window(20)");
        }
        Node at = node.child("property");
        Expression index = number(at, scope);
        IndexRange range = functions.rangeOf(at, index);
        if (range.least() < 0 || range.most() >= entry.elements()) {
            throw at.fault(
                    "the index is "
                            + (range.least() == range.most()
                                    ? Long.toString((long) range.least())
                                    : "from " + (long) range.least() + " to " + (long) range.most())
                            + ", and '"
                            + entry.name()
                            + "' has the values 0 (newest) to "
                            + (entry.elements() - 1)
                            + ": declare a longer window or read less far");
        }
        return Optional.of(
                new Expression.Element(node.place(), entry.name(), entry.index(), index));
    }

    private static boolean isInputs(Node object, Scope scope) {
        return object.is("Identifier")
                && scope.variable(object.text("name")).isEmpty()
                && scope.rule().isPresent()
                && scope.rule().get().inputsName().equals(object.text("name"));
    }

    private static InputNames.Entry input(Node property, Scope scope) {
        InputNames inputs = scope.rule().orElseThrow().inputs();
        String name = property.text("name");
        return inputs.find(name)
                .orElseThrow(() ->
                        property.fault(
                                "no input is called '"
                                        + name
                                        + "'"
                                        + NearestName.hint(name, inputs.names())));
    }

    /** {@code x.phase} where its numbers stand for texts. */
    private static Optional<InputNames.Entry> textInput(Node node, Scope scope) {
        if (!node.is("MemberExpression")
                || node.flag("computed")
                || !isInputs(node.child("object"), scope)) {
            return Optional.empty();
        }
        return scope.rule()
                .orElseThrow()
                .inputs()
                .find(node.child("property").text("name"))
                .filter(e -> !e.texts().isEmpty());
    }

    /** {@code x.phase === 'opening'} compares the numbers that the texts stand for. */
    private Optional<Expression> textComparison(Node node, String operator, Scope scope) {
        Node left = node.child("left");
        Node right = node.child("right");
        Optional<InputNames.Entry> entry = textInput(left, scope);
        boolean swapped = entry.isEmpty();
        if (swapped) {
            entry = textInput(right, scope);
        }
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Node inputNode = swapped ? right : left;
        Node textNode = swapped ? left : right;
        List<String> texts = entry.get().texts();
        if (textInput(textNode, scope).isPresent()
                || !(read(textNode, scope) instanceof Expression.Text text)) {
            throw textNode.fault(
                    "'"
                            + entry.get().name()
                            + "' is compared with text in quotes: '"
                            + texts.getFirst()
                            + "'");
        }
        int number = texts.indexOf(text.value());
        if (number < 0) {
            throw textNode.fault(
                    "'"
                            + entry.get().name()
                            + "' is never '"
                            + text.value()
                            + "'"
                            + NearestName.hint(text.value(), texts));
        }
        return Optional.of(
                new Expression.Comparison(
                        node.place(),
                        operator,
                        new Expression.Input(
                                inputNode.place(), entry.get().name(), entry.get().index()),
                        new Expression.Numeral(textNode.place(), number)));
    }

    private Expression member(Node node, Scope scope) {
        Optional<Expression> element = element(node, scope);
        if (element.isPresent()) {
            return element.get();
        }
        Node object = node.child("object");
        Node property = node.child("property");
        boolean isName = object.is("Identifier") && scope.variable(object.text("name")).isEmpty();
        Optional<Scope.RuleNames> rule = scope.rule();
        boolean isInputs =
                isName && rule.isPresent() && rule.get().inputsName().equals(object.text("name"));
        boolean isParameters =
                isName
                        && rule.isPresent()
                        && rule.get().parametersName().equals(object.text("name"));
        boolean isMath =
                isName
                        && object.text("name").equals("Math")
                        && scope.module().find("Math").isEmpty();
        if (!isInputs && !isParameters && !isMath) {
            if (object.is("Identifier")
                    && scope.variable(object.text("name")).isEmpty()
                    && scope.module().find(object.text("name")).isEmpty()) {
                throw Refusals.name(object, object.text("name"), scope.known());
            }
            if (!object.is("Identifier") && !object.is("MemberExpression")) {
                throw node.fault(
                        "members of this can't be read: only inputs (x.name), params (p.name) and Math have members");
            }
            throw node.fault(
                    "'."
                            + (property.is("Identifier") ? property.text("name") : "…")
                            + "' can't be read here: only inputs (x.name), params (p.name) and Math have members");
        }
        if (node.flag("computed")) {
            throw property.fault(
                    "a member in brackets is not part of the rule language: write "
                            + object.text("name")
                            + ".name");
        }
        if (!property.is("Identifier")) {
            throw Refusals.construct(property);
        }
        String name = property.text("name");
        if (isMath) {
            Double constant = MathFunction.CONSTANTS.get(name);
            if (constant == null) {
                throw MathFunction.named(name).isPresent()
                        ? node.fault(
                                "'Math."
                                        + name
                                        + "' is a function: call it, Math."
                                        + name
                                        + "(...)")
                        : unknownMath(property, name);
            }
            return new Expression.Numeral(node.place(), constant);
        }
        if (isInputs) {
            InputNames.Entry entry = input(property, scope);
            if (entry.elements() > 0) {
                throw node.fault(
                        "'"
                                + name
                                + "' is a window of "
                                + entry.elements()
                                + " values: read one, "
                                + object.text("name")
                                + "."
                                + name
                                + "[0] is the newest");
            }
            if (!entry.texts().isEmpty()) {
                throw node.fault(
                        "'"
                                + name
                                + "' is text: compare it, "
                                + object.text("name")
                                + "."
                                + name
                                + " === '"
                                + entry.texts().getFirst()
                                + "'");
            }
            return new Expression.Input(node.place(), name, entry.index());
        }
        Double value = rule.orElseThrow().parameters().get(name);
        if (value == null) {
            throw property.fault(
                    "no param is called '"
                            + name
                            + "'"
                            + NearestName.hint(name, rule.orElseThrow().parameters().keySet()));
        }
        return new Expression.Parameter(node.place(), name, value);
    }

    private static RuleFault unknownMath(Node property, String name) {
        if (name.equals("random")) {
            return property.fault(
                    "'Math.random' is chance, which a rule must not depend on: leave it out");
        }
        var known = new ArrayList<>(MathFunction.names());
        known.addAll(MathFunction.CONSTANTS.keySet().stream().sorted().toList());
        return property.fault(
                "Math has no '" + name + "' for rules" + NearestName.hint(name, known));
    }

    private Expression unary(Node node, Scope scope) {
        Node argument = node.child("argument");
        return switch (node.text("operator")) {
            case "-" -> {
                Expression of = number(argument, scope);
                yield of instanceof Expression.Numeral(Place p, double value)
                        ? new Expression.Numeral(node.place(), -value)
                        : new Expression.Negation(node.place(), of);
            }
            case "+" -> number(argument, scope);
            case "!" -> new Expression.Not(node.place(), condition(argument, scope));
            default -> throw Refusals.operator(node, node.text("operator"));
        };
    }

    private Expression binary(Node node, Scope scope) {
        String operator = node.text("operator");
        if (node.child("left").is("PrivateIdentifier")) {
            throw Refusals.construct(node.child("left"));
        }
        return switch (operator) {
            case "+", "-", "*", "/", "%", "**" ->
                    new Expression.Arithmetic(
                            node.place(),
                            operator,
                            number(node.child("left"), scope),
                            number(node.child("right"), scope));
            case "<", "<=", ">", ">=" ->
                    new Expression.Comparison(
                            node.place(),
                            operator,
                            number(node.child("left"), scope),
                            number(node.child("right"), scope));
            case "===", "!==" -> {
                Optional<Expression> texts = textComparison(node, operator, scope);
                if (texts.isPresent()) {
                    yield texts.get();
                }
                Expression left = read(node.child("left"), scope);
                Expression right = read(node.child("right"), scope);
                if (left.kind() != right.kind()) {
                    throw node.fault(
                            left.kind().words()
                                    + " never equals "
                                    + right.kind().words()
                                    + ": compare values of one kind");
                }
                yield new Expression.Comparison(node.place(), operator, left, right);
            }
            default -> throw Refusals.operator(node, operator);
        };
    }

    private Expression logical(Node node, Scope scope) {
        String operator = node.text("operator");
        if (!operator.equals("&&") && !operator.equals("||")) {
            throw Refusals.operator(node, operator);
        }
        return new Expression.Logical(
                node.place(),
                operator,
                condition(node.child("left"), scope),
                condition(node.child("right"), scope));
    }

    private Expression conditional(Node node, Scope scope) {
        Expression condition = condition(node.child("test"), scope);
        Expression then = read(node.child("consequent"), scope);
        Expression otherwise = read(node.child("alternate"), scope);
        if (then.kind() != otherwise.kind()) {
            throw node.fault(
                    "one branch gives "
                            + then.kind().words()
                            + ", the other "
                            + otherwise.kind().words()
                            + ": let both give the same kind");
        }
        return new Expression.Conditional(node.place(), condition, then, otherwise);
    }

    private Expression call(Node node, Scope scope) {
        Node callee = node.child("callee");
        if (node.flag("optional")) {
            throw node.fault("?. is not part of the rule language: write the call without it");
        }
        var arguments = new ArrayList<Expression>();
        if (callee.is("MemberExpression")) {
            Node object = callee.child("object");
            Node property = callee.child("property");
            boolean isMath =
                    object.is("Identifier")
                            && object.text("name").equals("Math")
                            && scope.variable("Math").isEmpty()
                            && scope.module().find("Math").isEmpty();
            if (!isMath || callee.flag("computed")) {
                throw callee.fault(
                        "only functions of Math and functions imported from rules/lib can be called here: "
                                + "write Math.name(...), or declare what you need in inputs");
            }
            String name = property.text("name");
            MathFunction function =
                    MathFunction.named(name).orElseThrow(() -> unknownMath(property, name));
            List<Node> given = node.children("arguments");
            given.forEach(a -> arguments.add(number(a, scope)));
            if (given.size() < function.leastArguments()
                    || given.size() > function.mostArguments()) {
                throw node.fault(
                        "Math."
                                + name
                                + " takes "
                                + (function.leastArguments() == function.mostArguments()
                                        ? function.leastArguments()
                                        : function.leastArguments() + " or more")
                                + " number(s), not "
                                + given.size());
            }
            return new Expression.MathCall(node.place(), function, arguments);
        }
        if (!callee.is("Identifier")) {
            throw Refusals.construct(callee);
        }
        String name = callee.text("name");
        Optional<Binding> binding =
                scope.variable(name).isPresent() ? Optional.empty() : scope.module().find(name);
        if (binding.isPresent() && binding.get() instanceof Binding.Function function) {
            for (Node argument : node.children("arguments")) {
                arguments.add(read(argument, scope));
            }
            return new Expression.Call(
                    node.place(), functions.forCall(function, node, arguments), arguments);
        }
        if (binding.isPresent() && binding.get() instanceof Binding.HostName) {
            throw node.fault(
                    "'"
                            + name
                            + "' belongs into inputs: declare an input there and read it, x.name");
        }
        if (binding.isPresent() || scope.variable(name).isPresent()) {
            throw node.fault("'" + name + "' is not a function: leave the (...) out");
        }
        throw Refusals.name(callee, name, scope.known());
    }
}
