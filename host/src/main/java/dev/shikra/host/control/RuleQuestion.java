package dev.shikra.host.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * Asks why a rule did or did not fire.
 *
 * @param rule id of a pattern rule
 * @param instrument symbol or {@code EXCHANGE:SYMBOL}
 * @param at gives the moment, in the market's zone
 */
public record RuleQuestion(String rule, String instrument, Function<ZoneId, Instant> at) {
    /** Later than any market. */
    private static final Instant NOW = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * {@return the moment that a person means; with an empty text the newest there is}
     *
     * @param text {@code 2024-01-02T10:00}, with an offset if it is not of the market's zone
     * @throws IllegalArgumentException if it is no time
     */
    public static Instant moment(String text, ZoneId zone) {
        String written = text.strip().replace(' ', 'T');
        if (written.isEmpty()) {
            return NOW;
        }
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeException e) {
            try {
                return LocalDateTime.parse(written).atZone(zone).toInstant();
            } catch (DateTimeException local) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no time: write 2024-01-02T10:00", local);
            }
        }
    }
}
