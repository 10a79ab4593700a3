package dev.shikra.host.rule;

import dev.shikra.host.rule.syntax.Place;

/** Outcome of loading one rule file. */
public sealed interface RuleLoad {
    /** {@return path within the rules folder} */
    String file();

    /** Checked and tried; ready to be bound. */
    record Loaded(String file, Rule rule) implements RuleLoad {}

    /**
     * Refused; whatever ran before goes on.
     *
     * @param file where the fault is: the rule's file, or a library that it imports
     * @param line from 1
     * @param column from 1
     * @param message what is wrong and what to write instead
     */
    record Rejected(String file, int line, int column, String message) implements RuleLoad {
        static Rejected at(Place place, String message) {
            return new Rejected(place.file(), place.line(), place.column(), message);
        }

        /** {@return {@code file:line:column: message}} */
        @Override
        public String toString() {
            return file + ":" + line + ":" + column + ": " + message;
        }
    }
}
