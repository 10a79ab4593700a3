/**
 * Contract tests of sources and their decoders, for plugins to extend; tests of the frame formats.
 */
@NullMarked
package dev.shikra.api.source;

import org.jspecify.annotations.NullMarked;
