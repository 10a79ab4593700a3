/** Indicators: stateless objects over state blocks, called on the engine thread. */
@NullMarked
package dev.shikra.api.study;

import org.jspecify.annotations.NullMarked;
