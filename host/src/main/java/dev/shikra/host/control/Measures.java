package dev.shikra.host.control;

import java.util.List;
import java.util.Map;

/**
 * Counts and durations for a monitoring system, at one moment.
 *
 * @param counts by name: the engine's counters, since the journal began
 * @param faults in frames, by kind in words
 * @param stages durations by stage: {@code journal} from a frame's putting in to its being written,
 *     {@code engine} from there to the engine's being through with it, {@code engine_batch} the
 *     engine's work on a batch of records, {@code journal_sync} a sync of the disk
 * @param deliveries durations by notifier, from an alert's turn to its outcome
 * @param rules durations of runs by rule file
 * @param subscriberDrops what slow readers of subscriptions missed
 */
public record Measures(
        Health health,
        Map<Count, Long> counts,
        Map<String, Long> faults,
        Map<String, Timed> stages,
        Map<String, Timed> deliveries,
        Map<String, RuleTime> rules,
        long subscriberDrops) {
    /** What is counted. */
    public enum Count {
        TICKS,
        FRAMES,
        DUPLICATES,
        STALE,
        LATE,
        OUTSIDE_SESSION,
        BAD_PRICE,
        VOLUME_REBASED,
        BARS_CLOSED,
        SIGNALS,
        ALERTS,
        REJECTED,
        VOIDS,
        STUDY_FAULTS,
        ROWS_SKIPPED,
        RECORDS_REFUSED
    }

    /**
     * Durations by size.
     *
     * @param boundsNs upper bounds, ascending
     * @param counts by bound, not cumulative, and a last one for what is longer
     */
    public record Timed(List<Long> boundsNs, List<Long> counts, long sumNs, long longestNs) {
        public Timed {
            boundsNs = List.copyOf(boundsNs);
            counts = List.copyOf(counts);
        }

        public long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }

        /**
         * {@return the bound below which a share of the durations lies; the longest duration if
         * that is less; NaN without any}
         *
         * @param share 0 to 1
         */
        public double boundNs(double share) {
            long wanted = (long) Math.ceil(share * count());
            long seen = 0;
            for (int i = 0; i < counts.size(); i++) {
                seen += counts.get(i);
                if (seen >= wanted && seen > 0) {
                    return i < boundsNs.size() ? Math.min(boundsNs.get(i), longestNs) : longestNs;
                }
            }
            return Double.NaN;
        }
    }

    /** Durations of a rule's runs; of those at ticks one in sixteen is timed. */
    public record RuleTime(String id, Timed runs) {}

    public Measures {
        counts = Map.copyOf(counts);
        faults = Map.copyOf(faults);
        stages = Map.copyOf(stages);
        deliveries = Map.copyOf(deliveries);
        rules = Map.copyOf(rules);
    }
}
