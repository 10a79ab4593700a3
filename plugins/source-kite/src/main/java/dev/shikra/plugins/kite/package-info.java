/**
 * Zerodha's Kite Connect ticker as a source: the pure decoder of its frames (engine thread), the
 * connections that receive them (a thread each), the daily login and the instrument master.
 */
@NullMarked
package dev.shikra.plugins.kite;

import org.jspecify.annotations.NullMarked;
