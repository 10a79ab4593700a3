/**
 * Indicators in constant time per bar: stateless objects over slices of doubles, called on the
 * engine thread. Depends on the plugin API alone.
 *
 * <p>One rule for bad input holds for all of them: a bar of which a study needs a value that is not
 * a number, infinite or beyond 1e75 (or a negative volume) gives {@code NaN} and is otherwise as if
 * it had never come. Zero and negative prices are numbers like others; where a definition divides
 * by one that is 0, the output is {@code NaN}. Bars are taken in the order they arrive; only
 * studies that read the time look at it, and their javadoc says what a bar out of order does.
 *
 * <p>Conventions (seeds, ties, flat windows) are those of TA-Lib where it has the study, so that
 * numbers can be compared with other programs; each class names formula, seed and warm-up.
 */
@NullMarked
package dev.shikra.plugins.studies;

import org.jspecify.annotations.NullMarked;
