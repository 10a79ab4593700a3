/**
 * Pattern detectors of plugins: which there are, and which ones the configuration asks for. Any
 * thread.
 */
@NullMarked
package dev.shikra.host.pattern;

import org.jspecify.annotations.NullMarked;
