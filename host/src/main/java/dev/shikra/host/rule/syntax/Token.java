package dev.shikra.host.rule.syntax;

import tools.jackson.databind.JsonNode;

/**
 * A piece of a rule's text.
 *
 * @param text a name or punctuator as written; of a template the value it has when run
 * @param value of a number or string, else null in JSON
 * @param start index in the text; {@code end} is the first index after it
 * @param line from 1
 * @param column from 0
 * @param onNewLine whether a line ends between the token before and this one
 */
record Token(
        Kind kind,
        String text,
        JsonNode value,
        int start,
        int end,
        int line,
        int column,
        boolean onNewLine) {

    /** What a token is. */
    enum Kind {
        /** A name, keyword or reserved word. */
        NAME,
        NUMBER,
        STRING,
        /** Characters of a template literal, between backquotes and expressions; may be none. */
        TEMPLATE,
        PUNCTUATOR,
        /** After the last one. */
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** {@return whether it is this punctuator} */
    boolean is(String punctuator) {
        return kind == Kind.PUNCTUATOR && text.equals(punctuator);
    }

    /** {@return whether it is this word} */
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equals(word);
    }
}
