package dev.shikra.host.rule.kernel;

import dev.shikra.host.feature.FeatureKey;

/** Says where a feature lives. Called on the thread that binds, once per input of a rule. */
@FunctionalInterface
public interface SlotResolver {
    /**
     * {@return the slot of {@code key} in each row}; appends one, and makes the rows larger, if it
     * has none yet.
     */
    int slot(FeatureKey key);
}
