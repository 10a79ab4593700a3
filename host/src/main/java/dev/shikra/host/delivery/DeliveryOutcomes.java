package dev.shikra.host.delivery;

/** Takes what became of deliveries, to be journalled. Called on the notifiers' threads. */
@FunctionalInterface
public interface DeliveryOutcomes {
    /**
     * One delivery has ended, for good.
     *
     * @param attempts how often the notifier was tried; 0 if it is not installed any more
     */
    void record(String alertId, String notifierId, DeliveryOutcome outcome, int attempts);
}
