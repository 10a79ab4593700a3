package dev.shikra.host.rule.syntax;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parses what most rules and libraries consist of, many times faster than acorn does until it is
 * compiled. It gives the tree that acorn would give, or nothing for all that it does not understand
 * and all that may be an error: acorn then decides, and words the message.
 */
final class RuleParser extends ExpressionParser {
    /**
     * Objects and lists within each other in a tree: long sums and chains of calls make it deep. A
     * tree from acorn may be as deep as JSON may be, twice this.
     */
    private static final int DEEPEST_TREE = 500;

    private final Set<String> exported = new HashSet<>();

    private RuleParser(String text) {
        super(text);
    }

    /** {@return the {@code Program} that acorn gives for the text, or empty to ask acorn} */
    static Optional<ObjectNode> parse(String text) {
        try {
            ObjectNode program = new RuleParser(text).program(text.length());
            return isDeeper(program, DEEPEST_TREE) ? Optional.empty() : Optional.of(program);
        } catch (UncommonSyntax e) {
            return Optional.empty();
        }
    }

    private static boolean isDeeper(JsonNode tree, int levels) {
        if (!tree.isContainer()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : tree) {
            if (isDeeper(child, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private ObjectNode program(int length) {
        ArrayNode body = NODES.arrayNode();
        while (!token().is(Token.Kind.END)) {
            Token first = token();
            body.add(
                    first.isWord("import")
                            ? importing()
                            : first.isWord("export") ? exporting() : statement());
        }
        ObjectNode node = node("Program", 0, length, 1, 0);
        node.set("body", body);
        return node.put("sourceType", "module");
    }

    private ObjectNode importing() {
        Token first = take();
        expect("{");
        ArrayNode specifiers = NODES.arrayNode();
        while (!eat("}")) {
            Token imported = token();
            ObjectNode from = name();
            Token local = imported;
            ObjectNode to = from;
            if (eatWord("as")) {
                local = token();
                to = name();
            }
            names.declare(local.text());
            ObjectNode node = node("ImportSpecifier", imported);
            node.set("imported", from);
            node.set("local", to);
            specifiers.add(node);
            if (!token().is("}")) {
                expect(",");
            }
        }
        expectWord("from");
        refuse(!token().is(Token.Kind.STRING));
        ObjectNode source = literal();
        refuse(token().isWord("with"));
        semicolon();
        ObjectNode node = node("ImportDeclaration", first);
        node.set("specifiers", specifiers);
        node.set("source", source);
        node.putArray("attributes");
        return node;
    }

    private ObjectNode exporting() {
        Token first = take();
        if (eatWord("default")) {
            refuse(!exported.add("default"));
            ObjectNode declaration = assignment();
            semicolon();
            ObjectNode node = node("ExportDefaultDeclaration", first);
            node.set("declaration", declaration);
            return node;
        }
        ObjectNode declaration;
        if (token().isWord("function")) {
            declaration = function();
            refuse(!exported.add(declaration.path("id").path("name").asString()));
        } else {
            refuse(!token().isWord("const") && !token().isWord("let"));
            declaration = declaration(true);
            for (JsonNode each : declaration.path("declarations")) {
                refuse(!exported.add(each.path("id").path("name").asString()));
            }
        }
        ObjectNode node = node("ExportNamedDeclaration", first);
        node.set("declaration", declaration);
        node.putArray("specifiers");
        node.putNull("source").putArray("attributes");
        return node;
    }

    private ObjectNode statement() {
        Token first = token();
        if (first.isWord("const") || first.isWord("let")) {
            return declaration(true);
        }
        return first.isWord("function") ? function() : plainStatement();
    }

    /** {@return a statement that declares nothing outside of itself} */
    private ObjectNode plainStatement() {
        enter();
        Token first = token();
        ObjectNode found =
                switch (first.is(Token.Kind.NAME) || first.is(Token.Kind.PUNCTUATOR)
                        ? first.text()
                        : "") {
                    case "if" -> choice();
                    case "for" -> loop();
                    case "return" -> returning();
                    case "break" -> leaving("BreakStatement");
                    case "continue" -> leaving("ContinueStatement");
                    case ";" -> {
                        take();
                        yield node("EmptyStatement", first);
                    }
                    case "{" -> {
                        names.enterBlock();
                        ObjectNode block = block();
                        names.leaveBlock();
                        yield block;
                    }
                    default -> expressionStatement();
                };
        leave();
        return found;
    }

    private ObjectNode expressionStatement() {
        Token first = token();
        // It may be a directive, or look like one to acorn.
        refuse(first.is(Token.Kind.STRING));
        ObjectNode expression = expression();
        semicolon();
        ObjectNode node = node("ExpressionStatement", first);
        node.set("expression", expression);
        return node;
    }

    private ObjectNode block() {
        Token first = expect("{");
        ArrayNode body = NODES.arrayNode();
        while (!eat("}")) {
            body.add(statement());
        }
        ObjectNode node = node("BlockStatement", first);
        node.set("body", body);
        return node;
    }

    @Override
    ObjectNode functionBody() {
        enter();
        ObjectNode block = block();
        leave();
        return block;
    }

    private ObjectNode function() {
        Token first = take();
        Token name = token();
        ObjectNode id = name();
        names.declare(name.text());
        names.enterFunction();
        ArrayNode parameters = parameters();
        ObjectNode body = functionBody();
        names.leaveFunction();
        ObjectNode node = node("FunctionDeclaration", first);
        node.set("id", id);
        node.put("expression", false).put("generator", false).put("async", false);
        node.set("params", parameters);
        node.set("body", body);
        return node;
    }

    /**
     * {@return constants or variables}
     *
     * @param statement whether a semicolon ends it, which in the head of a loop it does not
     */
    private ObjectNode declaration(boolean statement) {
        Token first = take();
        ArrayNode declarations = NODES.arrayNode();
        do {
            Token name = token();
            ObjectNode id = name();
            names.declare(name.text());
            boolean given = eat("=");
            refuse(!given && first.isWord("const"));
            Optional<ObjectNode> value = given ? Optional.of(assignment()) : Optional.empty();
            ObjectNode node = node("VariableDeclarator", name);
            node.set("id", id);
            node.set("init", orNull(value));
            declarations.add(node);
        } while (eat(","));
        if (statement) {
            semicolon();
        }
        ObjectNode node = node("VariableDeclaration", first);
        node.set("declarations", declarations);
        return node.put("kind", first.text());
    }

    private ObjectNode choice() {
        Token first = take();
        ObjectNode test = parenthesised();
        ObjectNode consequent = plainStatement();
        Optional<ObjectNode> alternate =
                eatWord("else") ? Optional.of(plainStatement()) : Optional.empty();
        ObjectNode node = node("IfStatement", first);
        node.set("test", test);
        node.set("consequent", consequent);
        node.set("alternate", orNull(alternate));
        return node;
    }

    private static JsonNode orNull(Optional<ObjectNode> node) {
        return node.isPresent() ? node.get() : NODES.nullNode();
    }

    private ObjectNode loop() {
        Token first = take();
        names.enterBlock();
        expect("(");
        boolean declares = token().isWord("let") || token().isWord("const");
        Optional<ObjectNode> init =
                declares ? Optional.of(declaration(false)) : expressionBefore(";");
        expect(";");
        Optional<ObjectNode> test = expressionBefore(";");
        expect(";");
        Optional<ObjectNode> update = expressionBefore(")");
        expect(")");
        names.enterLoop();
        ObjectNode body = plainStatement();
        names.leaveLoop();
        names.leaveBlock();
        ObjectNode node = node("ForStatement", first);
        node.set("init", orNull(init));
        node.set("test", orNull(test));
        node.set("update", orNull(update));
        node.set("body", body);
        return node;
    }

    private Optional<ObjectNode> expressionBefore(String close) {
        return token().is(close) ? Optional.empty() : Optional.of(expression());
    }

    private ObjectNode returning() {
        refuse(!names.isInFunction());
        Token first = take();
        Optional<ObjectNode> argument =
                token().is(";") || isStatementEnd() ? Optional.empty() : Optional.of(expression());
        semicolon();
        ObjectNode node = node("ReturnStatement", first);
        node.set("argument", orNull(argument));
        return node;
    }

    /** Out of a loop or to its next turn; never to a label, which no loop here has. */
    private ObjectNode leaving(String type) {
        refuse(!names.isInLoop());
        Token first = take();
        semicolon();
        return node(type, first).putNull("label");
    }
}
