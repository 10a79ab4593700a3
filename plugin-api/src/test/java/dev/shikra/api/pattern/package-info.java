/** The contract of pattern detectors, to be extended by the tests of plugins that bring some. */
@NullMarked
package dev.shikra.api.pattern;

import org.jspecify.annotations.NullMarked;
