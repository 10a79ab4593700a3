package dev.shikra.host.rule.cases;

import dev.shikra.host.rule.syntax.Place;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One test case of a rule.
 *
 * @param name in the author's words
 * @param place where it stands
 * @param market what trades
 * @param parameters values of the rule's params in this case, by name
 * @param derivatives whether the session has futures of it
 * @param others the other instruments of the session
 * @param events what the market does, in time order
 * @param candidates signals that a filter is asked about, in time order; of a pattern none
 * @param expected what must be found, all of it, in time order
 */
public record RuleCase(
        String name,
        Place place,
        Market market,
        Map<String, Double> parameters,
        boolean derivatives,
        List<Market> others,
        List<Event> events,
        List<Candidate> candidates,
        List<Expected> expected) {
    public RuleCase {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        others = List.copyOf(others);
        events = List.copyOf(events);
        candidates = List.copyOf(candidates);
        expected = List.copyOf(expected);
    }

    /** An instrument of a case. */
    public record Market(String symbol, String exchange, String segment) {
        /** {@return {@code EXCHANGE:SYMBOL}} */
        public String id() {
            return exchange + ":" + symbol;
        }
    }

    /** What happens in the market. */
    public sealed interface Event {
        /** {@return when it is over, in the market's zone} */
        LocalDateTime at();

        /**
         * A bar.
         *
         * @param start in the market's zone
         * @param minutes its length
         */
        record BarEvent(
                LocalDateTime start,
                int minutes,
                double open,
                double high,
                double low,
                double close,
                double volume)
                implements Event {
            @Override
            public LocalDateTime at() {
                return start.plusMinutes(minutes);
            }
        }

        /** A trade. */
        record TickEvent(LocalDateTime at, double price, double quantity) implements Event {}

        /**
         * Values that a stage would compute are given: from bars that end at {@code at} on.
         *
         * @param values {@code chain.pcr} to its value; NaN: not known
         */
        record ValuesEvent(LocalDateTime at, Map<String, Double> values) implements Event {
            public ValuesEvent {
                values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            }
        }

        /**
         * Something that happens to another instrument.
         *
         * @param instrument its place among the others
         */
        record Elsewhere(int instrument, Event event) implements Event {
            @Override
            public LocalDateTime at() {
                return event.at();
            }
        }
    }

    /**
     * A signal that is put before a filter at the end of a bar.
     *
     * @param at the bar's end
     * @param rule id of the rule that would have found it
     */
    public record Candidate(
            LocalDateTime at,
            String rule,
            String direction,
            double confidence,
            double stop,
            double target) {}

    /**
     * What must be found.
     *
     * @param at event time of the signal
     * @param direction if it matters
     * @param reject the filter's reason; empty: it lets the candidate pass
     * @param numbers confidence, stop, target or price, those that matter
     */
    public record Expected(
            LocalDateTime at,
            Optional<String> direction,
            Optional<String> reject,
            Map<String, Double> numbers,
            Place place) {
        public Expected {
            numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        }
    }
}
