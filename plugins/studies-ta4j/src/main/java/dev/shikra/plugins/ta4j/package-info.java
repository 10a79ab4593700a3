/**
 * Any indicator of ta4j as a study: breadth where the built-in ones end. Rebuilt from a window of
 * bars at each value, so it is slow and allocates. Engine thread.
 */
@NullMarked
package dev.shikra.plugins.ta4j;

import org.jspecify.annotations.NullMarked;
