package dev.shikra.host.rule.syntax;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses expressions. A node begins at the first token read for it, which may be the bracket around
 * its first operand, as with acorn.
 */
abstract class ExpressionParser extends TokenCursor {
    /** Names declared so far, and what statements are allowed here. */
    final DeclaredNames names = new DeclaredNames();

    ExpressionParser(String text) {
        super(text);
    }

    /** {@return the block of a function, whose names are already entered} */
    abstract ObjectNode functionBody();

    /** {@return an expression, perhaps with commas} */
    final ObjectNode expression() {
        Token first = token();
        ObjectNode expression = assignment();
        if (!token().is(",")) {
            return expression;
        }
        ArrayNode all = NODES.arrayNode().add(expression);
        while (eat(",")) {
            all.add(assignment());
        }
        ObjectNode node = node("SequenceExpression", first);
        node.set("expressions", all);
        return node;
    }

    final ObjectNode parenthesised() {
        expect("(");
        ObjectNode expression = expression();
        expect(")");
        return expression;
    }

    /** {@return an expression without commas} */
    final ObjectNode assignment() {
        enter();
        ObjectNode found = isArrow() ? arrow() : assignmentOrValue();
        leave();
        return found;
    }

    private ObjectNode assignmentOrValue() {
        Token first = token();
        ObjectNode left = conditional();
        if (!isAssignment(token())) {
            return left;
        }
        refuseNoTarget(left, first);
        String operator = take().text();
        ObjectNode right = assignment();
        ObjectNode node = node("AssignmentExpression", first).put("operator", operator);
        node.set("left", left);
        node.set("right", right);
        return node;
    }

    private static boolean isAssignment(Token token) {
        if (!token.is(Token.Kind.PUNCTUATOR)) {
            return false;
        }
        return switch (token.text()) {
            case "=",
                    "+=",
                    "-=",
                    "*=",
                    "/=",
                    "%=",
                    "**=",
                    "<<=",
                    ">>=",
                    ">>>=",
                    "&=",
                    "|=",
                    "^=",
                    "&&=",
                    "||=",
                    "??=" ->
                    true;
            default -> false;
        };
    }

    /** Only names and members are assigned; in brackets they are left to acorn. */
    private void refuseNoTarget(ObjectNode node, Token first) {
        String type = node.path("type").asString();
        refuse(!type.equals("Identifier") && !type.equals("MemberExpression"));
        refuse(node.path("start").asInt() != first.start() || node.path("end").asInt() != end());
    }

    /**
     * {@return whether an arrow function begins here} Looks at names, commas and plain defaults
     * only, which are looked at again at most once, when the arrow is missing.
     */
    private boolean isArrow() {
        if (token().is(Token.Kind.NAME)) {
            return ahead(1).is("=>");
        }
        if (!token().is("(")) {
            return false;
        }
        int i = 1;
        while (!ahead(i).is(")")) {
            if (!isName(ahead(i))) {
                return false;
            }
            i++;
            if (ahead(i).is("=")) {
                i += ahead(i + 1).is("-") ? 2 : 1;
                if (!ahead(i).is(Token.Kind.NUMBER) && !ahead(i).is(Token.Kind.STRING)) {
                    return false;
                }
                i++;
            }
            if (ahead(i).is(",")) {
                i++;
            } else if (!ahead(i).is(")")) {
                return false;
            }
        }
        return ahead(i + 1).is("=>");
    }

    private ObjectNode arrow() {
        Token first = token();
        names.enterFunction();
        ArrayNode parameters = NODES.arrayNode();
        if (first.is("(")) {
            parameters = parameters();
        } else {
            parameters.add(name());
            names.declare(first.text());
        }
        refuse(token().onNewLine());
        expect("=>");
        boolean block = token().is("{");
        ObjectNode body = block ? functionBody() : assignment();
        names.leaveFunction();
        ObjectNode node = node("ArrowFunctionExpression", first).putNull("id");
        node.put("expression", !block).put("generator", false).put("async", false);
        node.set("params", parameters);
        node.set("body", body);
        return node;
    }

    /** {@return names in brackets, perhaps with values to take when none is given} */
    final ArrayNode parameters() {
        ArrayNode parameters = NODES.arrayNode();
        expect("(");
        while (!eat(")")) {
            Token first = token();
            ObjectNode name = name();
            names.declare(first.text());
            if (eat("=")) {
                ObjectNode right = assignment();
                ObjectNode node = node("AssignmentPattern", first);
                node.set("left", name);
                node.set("right", right);
                parameters.add(node);
            } else {
                parameters.add(name);
            }
            if (!token().is(")")) {
                expect(",");
            }
        }
        return parameters;
    }

    private ObjectNode conditional() {
        Token first = token();
        ObjectNode test = binary(unary(false), first, 0);
        if (!eat("?")) {
            return test;
        }
        ObjectNode consequent = assignment();
        expect(":");
        ObjectNode alternate = assignment();
        ObjectNode node = node("ConditionalExpression", first);
        node.set("test", test);
        node.set("consequent", consequent);
        node.set("alternate", alternate);
        return node;
    }

    /** {@return 0 if it is no operator between two values} */
    private static int precedence(Token token) {
        if (!token.is(Token.Kind.PUNCTUATOR)) {
            return 0;
        }
        return switch (token.text()) {
            case "||", "??" -> 1;
            case "&&" -> 2;
            case "|" -> 3;
            case "^" -> 4;
            case "&" -> 5;
            case "==", "!=", "===", "!==" -> 6;
            case "<", ">", "<=", ">=" -> 7;
            case "<<", ">>", ">>>" -> 8;
            case "+", "-" -> 9;
            case "*", "/", "%" -> 10;
            default -> 0;
        };
    }

    /** Takes operators that bind closer than {@code above}, and their right sides. */
    private ObjectNode binary(ObjectNode leftmost, Token first, int above) {
        ObjectNode left = leftmost;
        while (precedence(token()) > above) {
            Token operator = take();
            boolean nullish = operator.is("??");
            boolean logical = operator.is("||") || operator.is("&&");
            Token second = token();
            ObjectNode right = binary(unary(false), second, nullish ? 2 : precedence(operator));
            // Where ?? and the others meet without brackets, acorn has an error to tell.
            refuse(logical && token().is("??"));
            refuse(nullish && (token().is("||") || token().is("&&")));
            ObjectNode node =
                    node(nullish || logical ? "LogicalExpression" : "BinaryExpression", first);
            node.set("left", left);
            node.put("operator", operator.text());
            node.set("right", right);
            left = node;
        }
        return left;
    }

    /**
     * {@return an operand with the operators of its own}
     *
     * @param negated whether it is itself the operand of such an operator: the base of a power must
     *     not be
     */
    private ObjectNode unary(boolean negated) {
        enter();
        Token first = token();
        boolean prefixed =
                first.is("!")
                        || first.is("-")
                        || first.is("+")
                        || first.is("~")
                        || first.isWord("typeof")
                        || first.isWord("void");
        ObjectNode found;
        if (prefixed) {
            take();
            ObjectNode argument = unary(true);
            found = node("UnaryExpression", first);
            found.put("operator", first.text()).put("prefix", true).set("argument", argument);
        } else if (first.is("++") || first.is("--")) {
            take();
            Token target = token();
            ObjectNode argument = subscripts();
            refuseNoTarget(argument, target);
            found = node("UpdateExpression", first);
            found.put("operator", first.text()).put("prefix", true).set("argument", argument);
        } else {
            found = updated(subscripts(), first);
        }
        if (token().is("**")) {
            refuse(negated || prefixed);
            found = power(found, first);
        }
        leave();
        return found;
    }

    private ObjectNode updated(ObjectNode argument, Token first) {
        Token operator = token();
        if (operator.onNewLine() || !operator.is("++") && !operator.is("--")) {
            return argument;
        }
        refuseNoTarget(argument, first);
        take();
        ObjectNode node = node("UpdateExpression", first);
        node.put("operator", operator.text()).put("prefix", false).set("argument", argument);
        return node;
    }

    private ObjectNode power(ObjectNode left, Token first) {
        expect("**");
        ObjectNode right = unary(false);
        ObjectNode node = node("BinaryExpression", first);
        node.set("left", left);
        node.put("operator", "**").set("right", right);
        return node;
    }

    /** {@return a value with its members and calls} */
    private ObjectNode subscripts() {
        Token first = token();
        ObjectNode base = atom();
        while (true) {
            if (eat(".")) {
                base = member(base, anyName(), first, false);
            } else if (eat("[")) {
                ObjectNode property = expression();
                expect("]");
                base = member(base, property, first, true);
            } else if (eat("(")) {
                ArrayNode arguments = list(")");
                ObjectNode node = node("CallExpression", first);
                node.set("callee", base);
                node.set("arguments", arguments);
                base = node.put("optional", false);
            } else {
                refuse(token().is("`"));
                return base;
            }
        }
    }

    private ObjectNode member(ObjectNode object, ObjectNode property, Token first, boolean index) {
        ObjectNode node = node("MemberExpression", first);
        node.set("object", object);
        node.set("property", property);
        return node.put("computed", index).put("optional", false);
    }

    /** {@return expressions, some perhaps spread, up to that bracket} */
    private ArrayNode list(String close) {
        ArrayNode list = NODES.arrayNode();
        while (!eat(close)) {
            list.add(token().is("...") ? spread() : assignment());
            if (!token().is(close)) {
                expect(",");
            }
        }
        return list;
    }

    private ObjectNode spread() {
        Token first = expect("...");
        ObjectNode argument = assignment();
        ObjectNode node = node("SpreadElement", first);
        node.set("argument", argument);
        return node;
    }

    private ObjectNode atom() {
        Token first = token();
        return switch (first.kind()) {
            case NUMBER, STRING -> literal();
            case NAME ->
                    switch (first.text()) {
                        case "null", "true", "false" -> constant();
                        default -> name();
                    };
            case PUNCTUATOR ->
                    switch (first.text()) {
                        case "(" -> parenthesised();
                        case "[" -> array();
                        case "{" -> object();
                        case "`" -> template();
                        default -> throw new UncommonSyntax();
                    };
            case TEMPLATE, END -> throw new UncommonSyntax();
        };
    }

    private ObjectNode constant() {
        Token word = take();
        ObjectNode node = node("Literal", word);
        if (word.isWord("null")) {
            node.putNull("value");
        } else {
            node.put("value", word.isWord("true"));
        }
        return node.put("raw", word.text());
    }

    private ObjectNode array() {
        Token first = expect("[");
        ArrayNode elements = list("]");
        ObjectNode node = node("ArrayExpression", first);
        node.set("elements", elements);
        return node;
    }

    private ObjectNode object() {
        Token first = expect("{");
        ArrayNode properties = NODES.arrayNode();
        while (!eat("}")) {
            properties.add(token().is("...") ? spread() : property());
            if (!token().is("}")) {
                expect(",");
            }
        }
        ObjectNode node = node("ObjectExpression", first);
        node.set("properties", properties);
        return node;
    }

    private ObjectNode property() {
        Token first = token();
        boolean quoted = first.is(Token.Kind.NUMBER) || first.is(Token.Kind.STRING);
        refuse(quoted && first.value().asString().equals("__proto__"));
        ObjectNode key = quoted ? literal() : anyName();
        boolean shorthand = !eat(":");
        refuse(shorthand && !isName(first));
        refuse(shorthand && !token().is(",") && !token().is("}"));
        ObjectNode value = shorthand ? key : assignment();
        ObjectNode node = node("Property", first).put("method", false).put("shorthand", shorthand);
        node.put("computed", false).set("key", key);
        node.set("value", value);
        return node.put("kind", "init");
    }

    private ObjectNode template() {
        Token first = expect("`");
        ArrayNode expressions = NODES.arrayNode();
        ArrayNode quasis = NODES.arrayNode().add(templateElement());
        while (!eat("`")) {
            expect("${");
            expressions.add(expression());
            expect("}");
            quasis.add(templateElement());
        }
        ObjectNode node = node("TemplateLiteral", first);
        node.set("expressions", expressions);
        node.set("quasis", quasis);
        return node;
    }

    private ObjectNode templateElement() {
        Token token = take();
        refuse(!token.is(Token.Kind.TEMPLATE));
        ObjectNode node = node("TemplateElement", token);
        String raw = slice(token.start(), token.end()).replace("\r\n", "\n").replace('\r', '\n');
        node.putObject("value").put("raw", raw).put("cooked", token.text());
        return node.put("tail", token().is("`"));
    }
}
