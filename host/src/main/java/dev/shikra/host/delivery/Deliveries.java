package dev.shikra.host.delivery;

import dev.shikra.api.signal.Alert;
import dev.shikra.host.measure.Durations;
import dev.shikra.host.plugin.PluginCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

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
    /** How long a notifier that is replaced or removed may take over what it is delivering. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DurabilityGate durability;
    private final DeliveryOutcomes outcomes;
    private final DeliveryClock clock;

    /** Replaced as a whole, by the handing thread alone. */
    private volatile List<RouteWorker> workers;

    /** Still busy with what they had begun when they were replaced or removed. */
    private final List<RouteWorker> leaving = new CopyOnWriteArrayList<>();

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
     * Starts a thread for each notifier; {@link #change} changes them later.
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
        this.durability = durability;
        this.outcomes = outcomes;
        this.clock = clock;
        workers = List.copyOf(made(routes, List.of()));
        workers.forEach(worker -> worker.startAfter(tail));
    }

    /** Workers for {@code routes}, those that are there already for what does not change. */
    private List<RouteWorker> made(List<Route> routes, List<RouteWorker> now) {
        Set<String> ids = new HashSet<>();
        var made = new ArrayList<RouteWorker>();
        for (Route route : routes) {
            RouteWorker same =
                    now.stream()
                            .filter(worker -> worker.notifier() == route.notifier())
                            .findFirst()
                            .orElse(null);
            String id =
                    same != null
                            ? same.id()
                            : PluginCalls.call(route.notifier(), () -> route.notifier().id());
            if (!ids.add(id)) {
                throw new IllegalArgumentException(
                        "two notifiers have the id '" + id + "': remove one of their plugins");
            }
            made.add(
                    same != null
                            ? same
                            : new RouteWorker(
                                    id,
                                    route,
                                    durability,
                                    outcomes,
                                    clock,
                                    this::signalProgress));
        }
        return made;
    }

    /**
     * Makes other notifiers ready; {@link #change} puts them in use. One change at a time: any
     * thread, but no second one before the first is in use.
     *
     * @throws IllegalArgumentException if two notifiers have one id
     */
    public RouteChange prepare(List<Route> routes) {
        return new RouteChange(made(routes, workers));
    }

    /**
     * Puts other notifiers in use, between two alerts. A notifier that another one of its id
     * replaces ends after what it is delivering, and the other goes on with what it had not begun.
     * One that is removed likewise, and what it had not begun is recorded as failed after no try.
     * Engine thread only; never waits.
     */
    public void change(RouteChange change) {
        List<RouteWorker> before = workers;
        List<RouteWorker> gone =
                before.stream().filter(worker -> !change.workers.contains(worker)).toList();
        workers = change.workers;
        leaving.addAll(gone);
        for (RouteWorker worker : change.workers) {
            if (before.contains(worker)) {
                continue;
            }
            RouteWorker same =
                    gone.stream()
                            .filter(old -> old.id().equals(worker.id()))
                            .findFirst()
                            .orElse(null);
            if (same == null) {
                worker.startAfter(tail);
            } else {
                worker.await(same);
                same.leave(new RouteWorker.Leave(worker, handedIndex));
            }
        }
        for (RouteWorker worker : gone) {
            if (change.workers.stream().noneMatch(other -> other.id().equals(worker.id()))) {
                worker.leave(new RouteWorker.Leave(null, handedIndex));
            }
        }
        Thread.ofVirtual().name("notifiers-leaving").start(() -> awaitEnd(gone, change));
    }

    /** Lets notifiers end in peace, then hurries them. */
    private void awaitEnd(List<RouteWorker> gone, RouteChange change) {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            for (RouteWorker worker : gone) {
                if (!worker.ends(Duration.ofNanos(deadline - System.nanoTime()))) {
                    worker.hurry();
                }
            }
            for (RouteWorker worker : gone) {
                if (!worker.ends(Duration.ofSeconds(2))) {
                    change.ended.completeExceptionally(
                            new IllegalStateException(
                                    "notifier "
                                            + worker.id()
                                            + " does not answer to an interrupt: it is no longer"
                                            + " used, but its classes stay loaded"));
                    return;
                }
            }
            leaving.removeAll(gone);
            change.ended.complete(null);
        } catch (InterruptedException e) {
            change.ended.completeExceptionally(e);
            Thread.currentThread().interrupt();
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
        List<RouteWorker> now = workers;
        for (int i = 0; i < now.size(); i++) {
            now.get(i).wake();
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
        return workers.stream().allMatch(worker -> worker.doneIndex() >= index)
                && leaving.stream().allMatch(RouteWorker::stopped);
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
        List<RouteWorker> all = Stream.concat(workers.stream(), leaving.stream()).toList();
        all.forEach(RouteWorker::closing);
        all.forEach(RouteWorker::interrupt);
        signalProgress();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        try {
            for (RouteWorker worker : all) {
                long left = deadline - System.nanoTime();
                if (left > 0 && worker.started()) {
                    worker.ends(Duration.ofNanos(left));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
