package dev.shikra.host.rule.syntax;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Where a parser stands among the tokens, and the nodes that it makes of them, as acorn's are. */
class TokenCursor {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * How deep operands, expressions and statements may nest, each counted: some forty brackets. An
     * interpreted acorn gives up at fifty or so for want of stack.
     */
    private static final int DEEPEST = 80;

    /**
     * Words beside {@link ReservedWords} that are no names in a module, or that may not be declared
     * or assigned, or that mean something of their own at some places.
     */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "implements",
                    "interface",
                    "package",
                    "private",
                    "protected",
                    "public",
                    "async",
                    "of",
                    "using",
                    "eval",
                    "arguments");

    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;

    TokenCursor(String text) {
        this.text = text;
        this.tokens = TokenReader.read(text);
    }

    /** {@return the token at hand} */
    final Token token() {
        return tokens.get(next);
    }

    /** {@return a later token, or the end} */
    final Token ahead(int count) {
        return tokens.get(Math.min(next + count, tokens.size() - 1));
    }

    /** {@return the token at hand, which is left behind} */
    final Token take() {
        Token taken = tokens.get(next);
        if (taken.kind() != Token.Kind.END) {
            next++;
        }
        return taken;
    }

    final boolean eat(String punctuator) {
        boolean found = token().is(punctuator);
        if (found) {
            next++;
        }
        return found;
    }

    final boolean eatWord(String word) {
        boolean found = token().isWord(word);
        if (found) {
            next++;
        }
        return found;
    }

    final Token expect(String punctuator) {
        refuse(!token().is(punctuator));
        return take();
    }

    final void expectWord(String word) {
        refuse(!eatWord(word));
    }

    /** A semicolon, or a place where none is needed. */
    final void semicolon() {
        if (!eat(";")) {
            refuse(!isStatementEnd());
        }
    }

    /** {@return whether a semicolon may be left out before the token at hand} */
    final boolean isStatementEnd() {
        return token().onNewLine() || token().is("}") || token().is(Token.Kind.END);
    }

    static void refuse(boolean odd) {
        if (odd) {
            throw new UncommonSyntax();
        }
    }

    final void enter() {
        depth++;
        refuse(depth > DEEPEST);
    }

    final void leave() {
        depth--;
    }

    static boolean isName(Token token) {
        return token.is(Token.Kind.NAME)
                && !ReservedWords.ALWAYS.contains(token.text())
                && !ELSEWHERE.contains(token.text());
    }

    /** {@return an {@code Identifier}, of a name that may be declared and assigned} */
    final ObjectNode name() {
        refuse(!isName(token()));
        return anyName();
    }

    /** {@return an {@code Identifier}, where words are names too} */
    final ObjectNode anyName() {
        Token word = take();
        refuse(!word.is(Token.Kind.NAME));
        refuse(word.isWord("function") || word.isWord("class") || word.isWord("__proto__"));
        return node("Identifier", word).put("name", word.text());
    }

    /** {@return a {@code Literal} of the number or string at hand} */
    final ObjectNode literal() {
        Token token = take();
        ObjectNode node = node("Literal", token);
        node.set("value", token.value());
        return node.put("raw", text.substring(token.start(), token.end()));
    }

    final String slice(int start, int end) {
        return text.substring(start, end);
    }

    /** {@return the index after the last token left behind} */
    final int end() {
        return next == 0 ? 0 : tokens.get(next - 1).end();
    }

    /** {@return a node from that token to the last one left behind} */
    final ObjectNode node(String type, Token from) {
        return node(type, from, end());
    }

    final ObjectNode node(String type, Token from, int end) {
        return node(type, from.start(), end, from.line(), from.column());
    }

    static ObjectNode node(String type, int start, int end, int line, int column) {
        ObjectNode node = NODES.objectNode();
        node.put("type", type).put("start", start).put("end", end);
        node.putObject("loc").putObject("start").put("line", line).put("column", column);
        return node;
    }
}
