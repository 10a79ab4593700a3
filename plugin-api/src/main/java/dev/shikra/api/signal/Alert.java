package dev.shikra.api.signal;

import dev.shikra.api.market.Instrument;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A signal: a rule or pattern was true of an instrument; and, once it has survived the desk, an
 * alert to a person. A function of the journal: the same records give the same alert, byte for
 * byte.
 *
 * @param id 32 hexadecimal digits: hash of rule, version, instrument, event time and ordinal
 * @param time event time, in the market's zone
 * @param instrument what it is about
 * @param rule id of the rule or pattern
 * @param ruleName its name for people
 * @param version hash of the rule's source, libraries and parameters
 * @param direction which way
 * @param confidence 0 to 1
 * @param price last price at the event, quote currency
 * @param stop price at which the idea is wrong; NaN if the rule gives none
 * @param target price aimed at; NaN if the rule gives none
 * @param evidence each clause that holds with the values compared, in the rule's order
 * @param note a sentence of the rule's author, empty if there is none
 */
public record Alert(
        String id,
        ZonedDateTime time,
        Instrument instrument,
        String rule,
        String ruleName,
        String version,
        Direction direction,
        double confidence,
        double price,
        double stop,
        double target,
        List<Evidence> evidence,
        String note) {
    /** An alert without a note. */
    public Alert(
            String id,
            ZonedDateTime time,
            Instrument instrument,
            String rule,
            String ruleName,
            String version,
            Direction direction,
            double confidence,
            double price,
            double stop,
            double target,
            List<Evidence> evidence) {
        this(
                id,
                time,
                instrument,
                rule,
                ruleName,
                version,
                direction,
                confidence,
                price,
                stop,
                target,
                evidence,
                "");
    }

    public Alert {
        evidence = List.copyOf(evidence);
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException(
                    rule + ": confidence " + confidence + " is not from 0 to 1");
        }
    }
}
