package dev.shikra.host.rule.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Cuts the text of a rule into tokens. Outside of strings, templates and comments it knows ASCII
 * only. A slash is always a division or a comment: where acorn would begin a regular expression,
 * this one throws, or its parser finds no operand.
 */
final class TokenReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode NONE = NODES.nullNode();

    /** So many hexadecimal digits are exact in a double. */
    private static final int EXACT_HEX_DIGITS = 13;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();

    /** For each open brace, whether it belongs to a template. */
    private final BitSet ofTemplate = new BitSet();

    private int open;
    private int at;
    private int line = 1;
    private int lineStart;
    private boolean onNewLine;

    private TokenReader(String text) {
        this.text = text;
    }

    /**
     * {@return the tokens; the last one is the end}
     *
     * @throws UncommonSyntax if there may be something else in the text
     */
    static List<Token> read(String text) {
        return new TokenReader(text).readAll();
    }

    private List<Token> readAll() {
        refuseOddCharacters();
        skipSpace();
        while (at < text.length()) {
            readOne();
            skipSpace();
        }
        add(Token.Kind.END, "", NONE, at);
        return tokens;
    }

    /** Two more ends of lines, and halves of characters, which JSON writes in another way. */
    private void refuseOddCharacters() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\u2028' || c == '\u2029' || Character.isLowSurrogate(c)) {
                throw new UncommonSyntax();
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    throw new UncommonSyntax();
                }
            }
        }
    }

    /** {@return the character, 0 after the end} */
    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private void add(Token.Kind kind, String word, JsonNode value, int start) {
        tokens.add(new Token(kind, word, value, start, at, line, start - lineStart, onNewLine));
        onNewLine = false;
    }

    private void skipSpace() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '/' && charAt(at + 1) == '/') {
                while (at < text.length() && !isLineEnd(text.charAt(at))) {
                    at++;
                }
            } else if (c == '/' && charAt(at + 1) == '*') {
                skipBlockComment();
            } else if (isLineEnd(c)) {
                endLine();
            } else if (c == ' ' || c == '\t' || c == '\u000b' || c == '\f') {
                at++;
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        int end = text.indexOf("*/", at + 2);
        if (end < 0) {
            throw new UncommonSyntax();
        }
        while (at < end) {
            if (isLineEnd(text.charAt(at))) {
                endLine();
            } else {
                at++;
            }
        }
        at = end + 2;
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** Passes the end of a line, which may be two characters. */
    private void endLine() {
        at += charAt(at) == '\r' && charAt(at + 1) == '\n' ? 2 : 1;
        line++;
        lineStart = at;
        onNewLine = true;
    }

    private void readOne() {
        char c = text.charAt(at);
        if (isNameStart(c)) {
            int start = at;
            while (isNamePart(charAt(at))) {
                at++;
            }
            refuse(charAt(at) == '\\' || charAt(at) >= 128);
            add(Token.Kind.NAME, text.substring(start, at), NONE, start);
        } else if (isDigit(c) || c == '.' && isDigit(charAt(at + 1))) {
            readNumber();
        } else if (c == '\'' || c == '"') {
            readString(c);
        } else {
            readPunctuator(c);
        }
    }

    private static void refuse(boolean odd) {
        if (odd) {
            throw new UncommonSyntax();
        }
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void readNumber() {
        int start = at;
        double value;
        if (charAt(at) == '0' && (charAt(at + 1) == 'x' || charAt(at + 1) == 'X')) {
            at += 2;
            while (Character.digit(charAt(at), 16) >= 0 && charAt(at) < 128) {
                at++;
            }
            int digits = at - start - 2;
            refuse(digits == 0 || digits > EXACT_HEX_DIGITS);
            value = Long.parseLong(text, start + 2, at, 16);
        } else {
            if (charAt(at) != '.') {
                refuse(charAt(at) == '0' && (isDigit(charAt(at + 1)) || charAt(at + 1) == '_'));
                skipDigits();
            }
            if (charAt(at) == '.') {
                at++;
                if (isDigit(charAt(at))) {
                    skipDigits();
                }
            }
            if (charAt(at) == 'e' || charAt(at) == 'E') {
                at++;
                if (charAt(at) == '+' || charAt(at) == '-') {
                    at++;
                }
                skipDigits();
            }
            value = Double.parseDouble(text.substring(start, at).replace("_", ""));
        }
        char next = charAt(at);
        refuse(isNamePart(next) || next == '\\' || next >= 128);
        add(Token.Kind.NUMBER, "", asWrittenInJson(value), start);
    }

    /** At least one digit, with single underscores between digits. */
    private void skipDigits() {
        refuse(!isDigit(charAt(at)));
        while (isDigit(charAt(at)) || charAt(at) == '_' && isDigit(charAt(at + 1))) {
            at += charAt(at) == '_' ? 2 : 1;
        }
    }

    /**
     * {@return what is read where {@code JSON.stringify} wrote the number} JavaScript writes whole
     * numbers below 1e21 without an exponent: the fewest digits that tell the number, then zeros.
     */
    private static JsonNode asWrittenInJson(double value) {
        if (Double.isInfinite(value)) {
            return NONE;
        }
        if (value != Math.rint(value) || value >= 1e21) {
            return NODES.numberNode(value);
        }
        BigInteger whole = new BigDecimal(Double.toString(value)).toBigIntegerExact();
        if (whole.bitLength() < Integer.SIZE) {
            return NODES.numberNode(whole.intValueExact());
        }
        return whole.bitLength() < Long.SIZE
                ? NODES.numberNode(whole.longValueExact())
                : NODES.numberNode(whole);
    }

    private void readString(char quote) {
        int start = at;
        at++;
        var value = new StringBuilder();
        while (charAt(at) != quote) {
            refuse(at >= text.length() || isLineEnd(text.charAt(at)));
            readCharacter(value);
        }
        at++;
        add(Token.Kind.STRING, "", NODES.stringNode(value.toString()), start);
    }

    /** A character of a string or template, or an escape. */
    private void readCharacter(StringBuilder into) {
        char c = text.charAt(at);
        at++;
        if (c != '\\') {
            into.append(c);
            return;
        }
        char escaped = charAt(at);
        at++;
        switch (escaped) {
            case 'n' -> into.append('\n');
            case 'r' -> into.append('\r');
            case 't' -> into.append('\t');
            case 'b' -> into.append('\b');
            case 'v' -> into.append('\u000b');
            case 'f' -> into.append('\f');
            case '\\', '\'', '"', '`', '$', '{', '}', '/', ' ' -> into.append(escaped);
            default -> throw new UncommonSyntax();
        }
    }

    /** The characters of a template up to its end or an expression, and that mark. */
    private void readTemplate() {
        int start = at;
        int startLine = line;
        int startColumn = at - lineStart;
        var value = new StringBuilder();
        while (charAt(at) != '`' && !(charAt(at) == '$' && charAt(at + 1) == '{')) {
            refuse(at >= text.length());
            if (isLineEnd(text.charAt(at))) {
                endLine();
                value.append('\n');
            } else {
                readCharacter(value);
            }
        }
        tokens.add(
                new Token(
                        Token.Kind.TEMPLATE,
                        value.toString(),
                        NONE,
                        start,
                        at,
                        startLine,
                        startColumn,
                        false));
        onNewLine = false;
        if (charAt(at) == '`') {
            punctuator(1);
        } else {
            punctuator(2);
            ofTemplate.set(open);
            open++;
        }
    }

    private void punctuator(int length) {
        int start = at;
        at += length;
        add(Token.Kind.PUNCTUATOR, text.substring(start, at), NONE, start);
    }

    private void readPunctuator(char c) {
        switch (c) {
            case '(', ')', '[', ']', ';', ',', ':', '~' -> punctuator(1);
            case '{' -> {
                punctuator(1);
                ofTemplate.clear(open);
                open++;
            }
            case '}' -> {
                punctuator(1);
                refuse(open == 0);
                open--;
                if (ofTemplate.get(open)) {
                    readTemplate();
                }
            }
            case '`' -> {
                punctuator(1);
                readTemplate();
            }
            case '.' -> punctuator(text.startsWith("...", at) ? 3 : 1);
            case '?' -> {
                refuse(charAt(at + 1) == '.' && !isDigit(charAt(at + 2)));
                doubled(c);
            }
            case '*', '|', '&' -> doubled(c);
            case '+', '-' -> {
                refuse(text.startsWith("-->", at));
                punctuator(charAt(at + 1) == c || charAt(at + 1) == '=' ? 2 : 1);
            }
            case '/' -> {
                refuse(!tokens.isEmpty() && tokens.getLast().is("}"));
                assigning(1);
            }
            case '%', '^' -> assigning(1);
            case '<', '>' -> {
                refuse(text.startsWith("<!--", at));
                int times = 1;
                while (charAt(at + times) == c && times < (c == '<' ? 2 : 3)) {
                    times++;
                }
                assigning(times);
            }
            case '=' -> {
                if (charAt(at + 1) == '>') {
                    punctuator(2);
                } else {
                    equality();
                }
            }
            case '!' -> equality();
            default -> throw new UncommonSyntax();
        }
    }

    /** The operator of so many characters, or that and an equals sign. */
    private void assigning(int length) {
        punctuator(charAt(at + length) == '=' ? length + 1 : length);
    }

    /** An operator that may be written twice, each perhaps with an equals sign. */
    private void doubled(char c) {
        if (charAt(at + 1) == c) {
            assigning(2);
        } else if (c == '?') {
            punctuator(1);
        } else {
            assigning(1);
        }
    }

    private void equality() {
        punctuator(charAt(at + 1) != '=' ? 1 : charAt(at + 2) == '=' ? 3 : 2);
    }
}
