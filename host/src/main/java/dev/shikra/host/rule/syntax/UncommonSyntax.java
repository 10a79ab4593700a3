package dev.shikra.host.rule.syntax;

import java.io.Serial;

/**
 * The text has something that the parser of common rules does not understand, or that may be an
 * error: acorn is to be asked. An exception, because it ends a descent through many methods at once
 * and never leaves the parser; without a stack trace, because nobody reads it.
 */
final class UncommonSyntax extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    UncommonSyntax() {
        super(null, null, false, false);
    }
}
