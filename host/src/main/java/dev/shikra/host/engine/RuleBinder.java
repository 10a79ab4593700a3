package dev.shikra.host.engine;

import dev.shikra.host.desk.FilterRun;
import dev.shikra.host.feature.FeaturePlan;

/**
 * Makes a rule's version ready to run. Called on the engine thread; what is slow has been done
 * before, on another.
 */
public interface RuleBinder {
    /** What is ready: a plugin's detector, a pattern rule or a filter rule. */
    sealed interface Bound {
        /** Finds, in Java; before the rules. */
        record Detector(PatternRun run) implements Bound {}

        /** Finds. */
        record Pattern(PatternRun run) implements Bound {}

        /** Judges. */
        record Filter(FilterRun run) implements Bound {}
    }

    /**
     * Binds a version to the rows; asks {@code features} for the slots it reads.
     *
     * @param content hash of the version's content
     * @throws IllegalArgumentException if it can't run here; the message says why
     */
    Bound bind(String file, String content, FeaturePlan features);

    /** The rows' memory has moved: what was bound must read the new one. */
    void memoryMoved(FeaturePlan features);
}
