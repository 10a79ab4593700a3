/**
 * Recorded data as a source: trades, quotes and minute bars in CSV by a format description,
 * captures, and the built-in sample. Rows are read into primitive arrays when the source opens, 13
 * to 69 bytes a row, sorted by time and given as tick frames on the session's thread.
 */
@NullMarked
package dev.shikra.plugins.replay;

import org.jspecify.annotations.NullMarked;
