package dev.shikra.host.delivery;

/**
 * How one notifier is doing.
 *
 * @param backlog alerts handed over that it has not ended with
 * @param delivering id of the alert it is busy with; empty if it is idle
 * @param attempt number of the try it is in, from 1; 0 if it is idle or waits for the journal
 * @param delivered alerts, since the start
 * @param failed alerts, since the start
 */
public record RouteState(
        String notifierId,
        long backlog,
        String delivering,
        int attempt,
        long delivered,
        long failed) {}
