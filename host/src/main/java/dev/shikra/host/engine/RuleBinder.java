package dev.shikra.host.engine;

import dev.shikra.host.desk.FilterRun;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.study.StudyCatalog;

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

    /**
     * Lets what is bound from now on come from these plugins. Engine thread; they have been loaded
     * before, but for a journal that is caught up with.
     *
     * @param plugins hash of the list of plugins
     * @return the studies that they make
     * @throws IllegalStateException if they are not to be had: the journal can't be gone on with
     */
    default StudyCatalog use(String plugins) {
        throw new IllegalStateException("no other plugins are to be had here than those at hand");
    }

    /** Rules that are bound from now on may read these studies. Engine thread. */
    default void begin(StudyCatalog studies) {}

    /** Another version of the source takes over. Engine thread. */
    default void sourceSwapped() {}

    /** The rows' memory has moved: what was bound must read the new one. */
    void memoryMoved(FeaturePlan features);
}
