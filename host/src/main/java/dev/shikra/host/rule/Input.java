package dev.shikra.host.rule;

import dev.shikra.host.feature.FeatureKey;

/**
 * A declared input.
 *
 * @param name as clauses read it, {@code x.name}
 * @param key what it is
 */
public record Input(String name, FeatureKey key) {}
