package dev.shikra.host.control;

import java.util.OptionalDouble;

/**
 * A param of a rule, as its text declares it.
 *
 * @param label for people; may be empty
 * @param byDefault its value unless configuration says otherwise
 * @param least smallest that is allowed; -Infinity: any
 * @param most largest that is allowed; Infinity: any
 * @param configured what {@code config/patterns.yaml} says instead
 * @param start offset of the default in the text, in UTF-16 units
 * @param end offset after it
 */
public record RuleParameter(
        String name,
        String label,
        double byDefault,
        double least,
        double most,
        OptionalDouble configured,
        int start,
        int end) {}
