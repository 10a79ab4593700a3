/**
 * Patterns written in Java: stateless detectors over values of an instrument's row, called on the
 * engine thread.
 */
@NullMarked
package dev.shikra.api.pattern;

import org.jspecify.annotations.NullMarked;
