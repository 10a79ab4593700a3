package dev.shikra.host;

import dev.shikra.host.engine.EngineCounters;

/**
 * What a run did.
 *
 * @param ticks decoded in all, those before a restart included
 * @param seconds of this run
 * @param ticksPerSecond of this run
 * @param stateHash SHA-256 of all that the engine remembers at the end: equal runs have equal hashes
 */
public record RunSummary(
        long ticks, double seconds, double ticksPerSecond, long signals, long alerts, String stateHash, EngineCounters counters) {
    static RunSummary of(EngineCounters counters, long ticksBefore, double seconds, String stateHash) {
        return new RunSummary(
                counters.ticks,
                seconds,
                (counters.ticks - ticksBefore) / seconds,
                counters.signals,
                counters.alerts,
                stateHash,
                counters);
    }
}
