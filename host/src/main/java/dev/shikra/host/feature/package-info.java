/**
 * Features: all that rules and patterns may read, one row of doubles per instrument. What a feature
 * is called ({@link dev.shikra.host.feature.FeatureKey}) and where it lives ({@link
 * dev.shikra.host.feature.FeatureRows}). Owned by the engine thread.
 */
@NullMarked
package dev.shikra.host.feature;

import org.jspecify.annotations.NullMarked;
