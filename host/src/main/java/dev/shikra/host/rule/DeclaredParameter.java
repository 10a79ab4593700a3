package dev.shikra.host.rule;

import java.util.OptionalDouble;

/**
 * A param as a rule declares it.
 *
 * @param label for people; may be empty
 * @param byDefault its value unless configuration says otherwise
 * @param least smallest that is allowed; -Infinity: any
 * @param most largest that is allowed; Infinity: any
 * @param configured what configuration says instead
 * @param start offset of the default in the rule's text
 * @param end offset after it
 */
public record DeclaredParameter(
        String name,
        String label,
        double byDefault,
        double least,
        double most,
        OptionalDouble configured,
        int start,
        int end) {}
