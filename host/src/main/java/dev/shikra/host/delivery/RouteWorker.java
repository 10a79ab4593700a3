package dev.shikra.host.delivery;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notifier;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.plugin.PluginCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One notifier's thread: takes alerts from the chain in order, one at a time. */
final class RouteWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteWorker.class);

    private final String id;
    private final Notifier notifier;
    private final RetryPolicy retries;
    private final RateLimit.Gate rate;
    private final DurabilityGate durability;
    private final DeliveryOutcomes outcomes;
    private final DeliveryClock clock;
    private final Runnable ended;

    private Handed at;
    private volatile long doneIndex;
    private volatile boolean closing;
    private volatile boolean stopped;
    private boolean again;
    private volatile String delivering = "";
    private volatile int attempt;
    private final Durations times = new Durations();
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /**
     * @param ended is run after each alert that the worker is through with
     */
    RouteWorker(
            String id,
            Route route,
            Handed head,
            DurabilityGate durability,
            DeliveryOutcomes outcomes,
            DeliveryClock clock,
            Runnable ended) {
        this.id = id;
        this.notifier = route.notifier();
        this.retries = route.retries();
        this.rate = new RateLimit.Gate(route.rateLimit(), clock.nanos());
        this.at = head;
        this.durability = durability;
        this.outcomes = outcomes;
        this.clock = clock;
        this.ended = ended;
    }

    String id() {
        return id;
    }

    /** {@return index of the last alert that it is through with} */
    long doneIndex() {
        return doneIndex;
    }

    /** {@return it ends with no more alerts} */
    boolean stopped() {
        return stopped;
    }

    /** From now on an interrupt means the end. */
    void closing() {
        closing = true;
    }

    Durations.Counted times() {
        return times.counted();
    }

    RouteState state(long handedIndex) {
        return new RouteState(
                id, handedIndex - doneIndex, delivering, attempt, delivered.get(), failed.get());
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                Handed next = at.next;
                if (next == null) {
                    LockSupport.park(this);
                    continue;
                }
                Alert alert = next.alert;
                if (alert != null && (next.only.isEmpty() || next.only.equals(id))) {
                    carry(alert, next.cause);
                }
                at = next;
                doneIndex = next.index;
                ended.run();
            }
        } catch (InterruptedException e) {
            // Closed: what has no outcome yet stays pending and is sent again by the next run.
            LOG.debug("{} ends", id);
        } finally {
            stopped = true;
            delivering = "";
            ended.run();
        }
    }

    private void carry(Alert alert, long cause) throws InterruptedException {
        delivering = alert.id();
        long from = clock.nanos();
        durability.awaitDurable(cause);
        long wait = rate.take(clock.nanos());
        if (wait > 0) {
            clock.sleep(Duration.ofNanos(wait));
        }
        int attempts = 1;
        DeliveryOutcome outcome = tryOnce(alert, attempts);
        while (outcome == DeliveryOutcome.FAILED && again && attempts < retries.attempts()) {
            clock.sleep(retries.pauseAfter(attempts));
            attempts++;
            outcome = tryOnce(alert, attempts);
        }
        attempt = 0;
        delivering = "";
        times.add(clock.nanos() - from);
        if (outcome == DeliveryOutcome.DELIVERED) {
            delivered.incrementAndGet();
        } else {
            failed.incrementAndGet();
        }
        try {
            outcomes.record(alert.id(), id, outcome, attempts);
        } catch (RuntimeException e) {
            // Without a record it counts as pending: the next run sends it again, same id.
            LOG.error("alert {} to {}: the outcome can't be recorded", alert.id(), id, e);
        }
    }

    /** The plugin's own code runs in here: whatever it throws, the worker lives on. */
    private DeliveryOutcome tryOnce(Alert alert, int number) throws InterruptedException {
        attempt = number;
        again = false;
        try {
            PluginCalls.<Exception>run(notifier, () -> notifier.deliver(alert));
            return DeliveryOutcome.DELIVERED;
        } catch (IOException e) {
            again = true;
            LOG.warn("alert {} to {}, try {}: {}", alert.id(), id, number, e.toString());
        } catch (InterruptedException e) {
            if (closing) {
                throw e;
            }
            LOG.warn("alert {} to {}: it interrupted itself", alert.id(), id, e);
        } catch (Throwable e) {
            LOG.warn("alert {} to {}: failed", alert.id(), id, e);
        }
        return DeliveryOutcome.FAILED;
    }
}
