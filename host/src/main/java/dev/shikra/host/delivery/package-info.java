/**
 * Carries alerts to notifier plugins: after the journal is durable up to an alert's cause, with
 * retries and rate limits, one virtual thread per notifier. The engine thread hands alerts over and
 * never waits; each outcome goes back to be journalled.
 */
@NullMarked
package dev.shikra.host.delivery;

import org.jspecify.annotations.NullMarked;
