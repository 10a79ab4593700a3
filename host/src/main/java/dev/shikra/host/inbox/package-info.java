/**
 * The inbox: a bounded ring that fixes the order and the time of all that reaches the engine. Any
 * thread puts records in; the journal thread orders, times and writes them; the engine thread takes
 * them as soon as they are written. Depends on {@code host.journal}, the plugin API and the
 * Disruptor.
 */
@NullMarked
package dev.shikra.host.inbox;

import org.jspecify.annotations.NullMarked;
