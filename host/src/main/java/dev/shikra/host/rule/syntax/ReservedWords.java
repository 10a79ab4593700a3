package dev.shikra.host.rule.syntax;

import java.util.Set;

/** What nothing in a rule's text may be called. */
public final class ReservedWords {
    /** Words of the language, and {@code __proto__}, which is no plain property. */
    public static final Set<String> ALWAYS =
            Set.of(
                    "await",
                    "break",
                    "case",
                    "catch",
                    "class",
                    "const",
                    "continue",
                    "debugger",
                    "default",
                    "delete",
                    "do",
                    "else",
                    "enum",
                    "export",
                    "extends",
                    "false",
                    "finally",
                    "for",
                    "function",
                    "if",
                    "import",
                    "in",
                    "instanceof",
                    "let",
                    "new",
                    "null",
                    "return",
                    "static",
                    "super",
                    "switch",
                    "this",
                    "throw",
                    "true",
                    "try",
                    "typeof",
                    "var",
                    "void",
                    "while",
                    "with",
                    "yield",
                    "__proto__");

    private ReservedWords() {}
}
