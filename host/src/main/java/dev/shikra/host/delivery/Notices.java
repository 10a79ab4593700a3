package dev.shikra.host.delivery;

import dev.shikra.api.signal.Notice;
import dev.shikra.api.signal.Notifier;
import dev.shikra.host.plugin.PluginCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notices about the service to every notifier, each on a virtual thread of its own. Nothing
 * waits for them and they are no part of the journal: after so many tries one is given up, and of
 * more than {@value #KEPT} that wait the oldest goes. Both are counted and logged.
 */
public final class Notices implements AutoCloseable {
    /** Most notices that wait for one notifier. */
    static final int KEPT = 100;

    /** 6 tries over about a minute. */
    private static final RetryPolicy USUAL =
            new RetryPolicy(6, Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong undelivered = new AtomicLong();
    private volatile boolean closing;

    /** With the usual retries. */
    public Notices(List<Notifier> notifiers) {
        this(notifiers, USUAL, DeliveryClock.system());
    }

    /** Starts a thread for each notifier. */
    public Notices(List<Notifier> notifiers, RetryPolicy retries, DeliveryClock clock) {
        for (Notifier notifier : notifiers) {
            String id = PluginCalls.call(notifier, notifier::id);
            var worker = new Worker(id, notifier, retries, clock);
            workers.add(worker);
            threads.add(Thread.ofVirtual().name("notices-" + id).start(worker));
        }
    }

    /** Tells everybody; never waits. Any thread. */
    public void tell(Notice notice) {
        workers.forEach(worker -> worker.add(notice));
    }

    /** {@return notices that a notifier did not get} */
    public long undelivered() {
        return undelivered.get();
    }

    /** Waits until what was told so far is delivered or given up, for so long at most. */
    public void drain(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Worker worker : workers) {
            worker.awaitIdle(deadline - System.nanoTime());
        }
    }

    /** Ends the threads; what waits is given up. Again: nothing. */
    @Override
    public void close() {
        closing = true;
        threads.forEach(Thread::interrupt);
    }

    /** One notifier's thread. */
    private final class Worker implements Runnable {
        private final String id;
        private final Notifier notifier;
        private final RetryPolicy retries;
        private final DeliveryClock clock;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final Deque<Notice> waiting = new ArrayDeque<>();
        private boolean busy;

        Worker(String id, Notifier notifier, RetryPolicy retries, DeliveryClock clock) {
            this.id = id;
            this.notifier = notifier;
            this.retries = retries;
            this.clock = clock;
        }

        void add(Notice notice) {
            lock.lock();
            try {
                if (waiting.size() == KEPT) {
                    givenUp(waiting.removeFirst(), "too many notices wait");
                }
                waiting.addLast(notice);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void awaitIdle(long atMostNanos) throws InterruptedException {
            long left = atMostNanos;
            lock.lockInterruptibly();
            try {
                while ((busy || !waiting.isEmpty()) && !closing && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }

        private Notice take() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                busy = false;
                changed.signalAll();
                while (waiting.isEmpty()) {
                    changed.await();
                }
                busy = true;
                return waiting.removeFirst();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void run() {
            try {
                while (!closing) {
                    carry(take());
                }
            } catch (InterruptedException e) {
                LOG.debug("notices to {} end", id);
            }
        }

        /** The plugin's own code runs in here: whatever it throws, the worker lives on. */
        private void carry(Notice notice) throws InterruptedException {
            for (int attempt = 1; ; attempt++) {
                try {
                    PluginCalls.<Exception>run(notifier, () -> notifier.notice(notice));
                    return;
                } catch (IOException e) {
                    if (attempt >= retries.attempts()) {
                        givenUp(notice, e.toString());
                        return;
                    }
                } catch (InterruptedException e) {
                    if (closing) {
                        throw e;
                    }
                    givenUp(notice, "it interrupted itself");
                    return;
                } catch (Throwable e) {
                    givenUp(notice, e.toString());
                    return;
                }
                clock.sleep(retries.pauseAfter(attempt));
            }
        }

        private void givenUp(Notice notice, String why) {
            undelivered.incrementAndGet();
            LOG.warn("notice '{}' did not reach {}: {}", notice.title(), id, why);
        }
    }
}
