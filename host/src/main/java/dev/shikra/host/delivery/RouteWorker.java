package dev.shikra.host.delivery;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notifier;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.plugin.PluginCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
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

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private Handed at = new Handed(0, 0, null, "");
    private volatile long doneIndex;
    private volatile boolean closing;

    /** Not null: it is to end after what it is delivering, and somebody else goes on. */
    private volatile @Nullable Leave leave;

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
            DurabilityGate durability,
            DeliveryOutcomes outcomes,
            DeliveryClock clock,
            Runnable ended) {
        this.id = id;
        this.notifier = route.notifier();
        this.retries = route.retries();
        this.rate = new RateLimit.Gate(route.rateLimit(), clock.nanos());
        this.durability = durability;
        this.outcomes = outcomes;
        this.clock = clock;
        this.ended = ended;
    }

    /**
     * How it is to end while alerts go on.
     *
     * @param successor takes the alerts that it has not begun with; null: nobody does, and they are
     *     recorded as failed after no try
     * @param until index of the last alert that was handed over for it
     */
    record Leave(@Nullable RouteWorker successor, long until) {}

    String id() {
        return id;
    }

    Notifier notifier() {
        return notifier;
    }

    /** There is something to look at. */
    void wake() {
        LockSupport.unpark(thread);
    }

    void interrupt() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** {@return whether it ended within the time} */
    boolean ends(Duration within) throws InterruptedException {
        return finished.await(Math.max(1, within.toNanos()), TimeUnit.NANOSECONDS);
    }

    /** {@return whether it runs or has run} */
    boolean started() {
        return thread != null;
    }

    /** Begins when the one before it has ended, in its place in the chain. */
    void await(RouteWorker before) {
        doneIndex = before.doneIndex;
    }

    /** Begins with the alert after {@code place}. */
    void startAfter(Handed place) {
        at = place;
        doneIndex = place.index;
        Thread fresh = Thread.ofVirtual().name("notifier-" + id).unstarted(this);
        thread = fresh; // before it can park: whoever wakes it must find it
        fresh.start();
    }

    /** Ends after the alert in hand. */
    void leave(Leave how) {
        leave = how;
        wake();
    }

    /** Ends now, though a delivery is under way: it counts as not begun. */
    void hurry() {
        interrupt();
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
            while (!closing && !isLeaving()) {
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
            delivering = "";
            Leave how = leave;
            if (how != null && !closing) {
                Thread.interrupted(); // hurried: what follows is quick
                hand(how);
            }
            stopped = true;
            finished.countDown();
            ended.run();
        }
    }

    private boolean isLeaving() {
        return leave != null;
    }

    /** Gives on what it has not begun with. */
    private void hand(Leave how) {
        RouteWorker successor = how.successor();
        if (successor != null) {
            successor.startAfter(at);
            return;
        }
        for (Handed next = at.next; next != null && next.index <= how.until(); next = next.next) {
            Alert alert = next.alert;
            if (alert != null && (next.only.isEmpty() || next.only.equals(id))) {
                record(alert, DeliveryOutcome.FAILED, 0);
            }
            doneIndex = next.index;
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
            Leave how = leave;
            if (how != null && how.successor() != null) {
                throw new InterruptedException("the next version tries it again");
            }
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
        record(alert, outcome, attempts);
    }

    private void record(Alert alert, DeliveryOutcome outcome, int attempts) {
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
            if (closing || isLeaving()) {
                throw e;
            }
            LOG.warn("alert {} to {}: it interrupted itself", alert.id(), id, e);
        } catch (Throwable e) {
            LOG.warn("alert {} to {}: failed", alert.id(), id, e);
        }
        return DeliveryOutcome.FAILED;
    }
}
