package dev.shikra.host;

import dev.shikra.host.engine.EngineCounters;

/**
 * What a run did.
 *
 * @param ticks decoded in all, those before a restart included
 * @param seconds of this run
 * @param ticksPerSecond of this run
 * @param firstTickSeconds from the start of the process to its engine's first frame; NaN if there
 *     was none or the system does not tell
 * @param stateHash SHA-256 of all that the engine remembers at the end: equal runs have equal
 *     hashes
 */
public record RunSummary(
        long ticks,
        double seconds,
        double ticksPerSecond,
        double firstTickSeconds,
        long signals,
        long alerts,
        String stateHash,
        EngineCounters counters) {
    static RunSummary of(
            EngineCounters counters,
            long ticksBefore,
            double seconds,
            double firstTickSeconds,
            String stateHash) {
        return new RunSummary(
                counters.ticks,
                seconds,
                (counters.ticks - ticksBefore) / seconds,
                firstTickSeconds,
                counters.signals,
                counters.alerts,
                stateHash,
                counters);
    }
}
