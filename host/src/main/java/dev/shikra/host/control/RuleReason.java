package dev.shikra.host.control;

import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a rule did or did not fire: what it came to at its last evaluation at or before a moment.
 *
 * @param version of the rule that ran then
 * @param at event time of the evaluation; empty if there was none
 * @param universe whether the rule looks at the instrument
 * @param clauses each with what it compared, in the rule's order
 * @param distance how far the rule is from being true, as {@link Clause#distance}
 * @param inputs what the rule read, by input; NaN while warming up
 * @param warmingUp the inputs that are not known
 * @param matched whether the rule was true
 * @param edge what the evaluation before means for this one
 * @param sinceLastAlert event seconds from the rule's last alert on the instrument to the
 *     evaluation; Infinity if there was none
 * @param filters what each filter said, if there was a signal
 * @param outcomes what became of it, in words
 * @param records of the journal that were run again
 * @param tookMs to answer
 */
public record RuleReason(
        String rule,
        String version,
        String instrument,
        Optional<ZonedDateTime> at,
        Universe universe,
        List<Clause> clauses,
        double distance,
        Map<String, Double> inputs,
        List<Unknown> warmingUp,
        boolean matched,
        Edge edge,
        double sinceLastAlert,
        List<FilterSaid> filters,
        List<String> outcomes,
        long records,
        double tookMs) {
    /** What a clause came to. */
    public enum Truth {
        TRUE,
        FALSE,
        /** A value that it reads is not known yet; counts as not true. */
        WARMING_UP
    }

    /**
     * A clause.
     *
     * @param name in the author's words
     * @param values operands as written, and what they were
     * @param distance 0 if it is true; the share of the compared value by which the other would
     *     have to move, 0.05 for 5 %; NaN where that can't be said
     * @param gaps the comparisons that are in the way
     */
    public record Clause(
            String name, Truth truth, Map<String, Double> values, double distance, List<Gap> gaps) {
        public Clause {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * A comparison that does not hold.
     *
     * @param left as written
     * @param right as written
     * @param by how far the left value is from where it would hold, in its unit
     */
    public record Gap(
            String left,
            String operator,
            String right,
            double leftValue,
            double rightValue,
            double by) {}

    /**
     * Whether the rule looks at the instrument.
     *
     * @param covers whether it does, whatever the price
     * @param priceFits whether the price was in its range
     * @param liquid whether enough of it traded
     * @param against what keeps the rule from it, in words
     */
    public record Universe(
            boolean covers, boolean priceFits, boolean liquid, List<String> against) {
        public Universe {
            against = List.copyOf(against);
        }
    }

    /**
     * An input that is not known yet.
     *
     * @param what it is, as the host names it
     * @param bars closed bars that its study needs; 0 where that is not known
     */
    public record Unknown(String input, String what, int bars) {}

    /**
     * What the evaluation before means.
     *
     * @param fires {@code edge}, {@code each} or {@code once}
     * @param wasTrue whether it was true at the evaluation before, in the same session
     * @param silent why a rule that is true gives no signal; empty if it gives one
     */
    public record Edge(String fires, boolean wasTrue, String silent) {}

    /**
     * What a filter said of the signal.
     *
     * @param stage {@code validate}, {@code qualify} or {@code retail}
     * @param verdict {@code pass}, {@code reject: why} or {@code scale: factor}
     */
    public record FilterSaid(String filter, String stage, String verdict, List<Clause> clauses) {
        public FilterSaid {
            clauses = List.copyOf(clauses);
        }
    }

    public RuleReason {
        clauses = List.copyOf(clauses);
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        warmingUp = List.copyOf(warmingUp);
        filters = List.copyOf(filters);
        outcomes = List.copyOf(outcomes);
    }
}
