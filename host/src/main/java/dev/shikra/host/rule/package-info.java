/**
 * Rules: what users write in JavaScript. Files become sources, sources become checked rules (sealed
 * {@link dev.shikra.host.rule.Rule}), rules become kernels (package {@code kernel}). Loading runs
 * on any one thread at a time; a loaded rule is immutable and may be read from all threads.
 */
@NullMarked
package dev.shikra.host.rule;

import org.jspecify.annotations.NullMarked;
