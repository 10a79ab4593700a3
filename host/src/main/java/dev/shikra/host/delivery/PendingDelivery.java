package dev.shikra.host.delivery;

import dev.shikra.api.signal.Alert;

/**
 * A delivery without a recorded outcome.
 *
 * @param notifierId which notifier it is for
 * @param cause seq of the last record that the alert depends on
 */
public record PendingDelivery(Alert alert, String notifierId, long cause) {}
