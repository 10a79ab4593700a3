package dev.shikra.host.delivery;

import dev.shikra.api.signal.Alert;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.plugin.PluginCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Router of alerts: every alert to every notifier, each on a virtual thread of its own, so that a
 * slow one holds up nobody else.
 *
 * <p>Alerts are handed over by one thread, the engine's, through a chain of links that it appends
 * to without waiting. The chain has no limit but memory, and that is on purpose: the engine may not
 * wait, an alert may not be dropped, and an alert without an outcome is kept by the engine for its
 * snapshots in any case, so a link costs some tens of bytes more. Its length is shown in {@link
 * #states}.
 */
public final class Deliveries implements AutoCloseable {
    private final List<RouteWorker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final DeliveryOutcomes outcomes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();

    /** Written by the handing thread alone. */
    private Handed tail = new Handed(0, 0, null, "");

    private volatile long handedIndex;
    private volatile boolean closed;

    /**
     * As {@link #Deliveries(List, DurabilityGate, DeliveryOutcomes, DeliveryClock)}, by the
     * machine's clock.
     */
    public Deliveries(List<Route> routes, DurabilityGate durability, DeliveryOutcomes outcomes) {
        this(routes, durability, outcomes, DeliveryClock.system());
    }

    /**
     * Starts a thread for each notifier.
     *
     * @param routes the notifiers; their ids differ
     * @param outcomes called on the notifiers' threads
     * @throws IllegalArgumentException if two notifiers have one id
     */
    public Deliveries(
            List<Route> routes,
            DurabilityGate durability,
            DeliveryOutcomes outcomes,
            DeliveryClock clock) {
        this.outcomes = outcomes;
        Set<String> ids = new HashSet<>();
        for (Route route : routes) {
            String id = PluginCalls.call(route.notifier(), () -> route.notifier().id());
            if (!ids.add(id)) {
                throw new IllegalArgumentException(
                        "two notifiers have the id '" + id + "': remove one of their plugins");
            }
            workers.add(
                    new RouteWorker(
                            id, route, tail, durability, outcomes, clock, this::signalProgress));
        }
        for (RouteWorker worker : workers) {
            threads.add(Thread.ofVirtual().name("notifier-" + worker.id()).start(worker));
        }
    }

    /** {@return ids of the notifiers, in the order of the routes} */
    public List<String> notifierIds() {
        return workers.stream().map(RouteWorker::id).toList();
    }

    /**
     * Hands over an alert for all notifiers. Engine thread only; never waits.
     *
     * @param cause seq of the last record that the alert depends on
     */
    public void hand(Alert alert, long cause) {
        append(alert, cause, "");
    }

    /**
     * Hands over deliveries that an earlier run left without an outcome. Before the first {@link
     * #hand}, on the same thread. One whose notifier is not installed any more is recorded as
     * failed after no try.
     */
    public void resend(List<PendingDelivery> pending) {
        List<String> known = notifierIds();
        for (PendingDelivery delivery : pending) {
            if (known.contains(delivery.notifierId())) {
                append(delivery.alert(), delivery.cause(), delivery.notifierId());
            } else {
                outcomes.record(
                        delivery.alert().id(), delivery.notifierId(), DeliveryOutcome.FAILED, 0);
            }
        }
    }

    private void append(Alert alert, long cause, String only) {
        var link = new Handed(tail.index + 1, cause, alert, only);
        tail.next = link;
        tail = link;
        handedIndex = link.index;
        for (int i = 0; i < threads.size(); i++) {
            LockSupport.unpark(threads.get(i));
        }
    }

    /** Waits until everything handed over so far has its outcome, or this is closed. */
    public void drain() throws InterruptedException {
        while (!drain(Duration.ofHours(1)) && !ended()) {
            // A notifier may take its time.
        }
    }

    /**
     * As {@link #drain()}, for so long at most.
     *
     * @return whether everything has its outcome
     */
    public boolean drain(Duration atMost) throws InterruptedException {
        long wanted = handedIndex;
        long left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!through(wanted) && !ended() && left > 0) {
                left = progress.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        return through(wanted);
    }

    private boolean through(long index) {
        return workers.stream().allMatch(worker -> worker.doneIndex() >= index);
    }

    private boolean ended() {
        return closed || workers.stream().anyMatch(RouteWorker::stopped);
    }

    private void signalProgress() {
        lock.lock();
        try {
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * {@return for each notifier, in the order of the routes, how long an alert took from its turn
     * to its outcome: the wait for the journal, pauses and further tries included}
     */
    public List<Durations.Counted> times() {
        return workers.stream().map(RouteWorker::times).toList();
    }

    /** {@return how each notifier is doing, in the order of the routes; any thread} */
    public List<RouteState> states() {
        long handed = handedIndex;
        return workers.stream().map(worker -> worker.state(handed)).toList();
    }

    /**
     * Ends the threads, within two seconds even if a notifier does not answer to an interrupt. What
     * has no outcome yet stays pending: the next run sends it again. Again: nothing.
     */
    @Override
    public void close() {
        closed = true;
        workers.forEach(RouteWorker::closing);
        threads.forEach(Thread::interrupt);
        signalProgress();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        try {
            for (Thread thread : threads) {
                long left = deadline - System.nanoTime();
                if (left > 0) {
                    thread.join(Duration.ofNanos(left));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
