/**
 * The desk: signals in, alerts out. Filter rules judge each signal; what became of it is told.
 * Owned by the engine thread.
 */
@NullMarked
package dev.shikra.host.desk;

import org.jspecify.annotations.NullMarked;
