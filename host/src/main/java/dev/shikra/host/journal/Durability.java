package dev.shikra.host.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Forces what the journal wrote to disk, on a thread of its own, so that one force covers all that
 * was written while the one before it ran; and lets others wait for it.
 */
final class Durability {
    /** Forces the current segment and says up to which record. */
    interface Force {
        /**
         * {@return seq of the last record that is now durable}
         *
         * @throws IOException if the disk refused
         */
        long force() throws IOException;
    }

    private final Journal journal;
    private final Force force;
    private final long intervalNs;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long durableSeq;
    private volatile boolean idle;
    private volatile boolean closed;

    /** Somebody waits who should not wait for the interval to pass. */
    private volatile boolean hastened;

    Durability(Journal journal, Force force, Duration interval, long durableSeq) {
        this.journal = journal;
        this.force = force;
        this.intervalNs = interval.toNanos();
        this.durableSeq = durableSeq;
        this.thread = Thread.ofPlatform().name("journal-sync").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long forcedAtNs = System.nanoTime() - intervalNs;
        while (!closed && journal.failure().isEmpty()) {
            idle = true;
            if (journal.writtenSeq() == durableSeq) {
                LockSupport.park(this);
                idle = false;
                continue;
            }
            idle = false;
            long restNs = intervalNs - (System.nanoTime() - forcedAtNs);
            if (restNs > 0 && !hastened) {
                LockSupport.parkNanos(this, restNs);
                continue;
            }
            hastened = false; // before the force: who asks while it runs gets another one
            forcedAtNs = System.nanoTime();
            try {
                durable(force.force());
            } catch (IOException | RuntimeException e) {
                journal.fail("cannot make records durable", e);
            }
        }
    }

    /** From the journal thread: records were written. */
    void written() {
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** Forces as soon as may be, whatever is left of the interval. */
    void hasten() {
        hastened = true;
        LockSupport.unpark(thread);
    }

    void durable(long seq) {
        lock.lock();
        try {
            durableSeq = Math.max(durableSeq, seq);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets those who wait look again. */
    void signal() {
        durable(0);
        LockSupport.unpark(thread);
    }

    long durableSeq() {
        return durableSeq;
    }

    /** Waits until {@code reached}, looked at again after each force. */
    void await(BooleanSupplier reached, String what) throws InterruptedException {
        if (reached.getAsBoolean()) {
            return;
        }
        lock.lockInterruptibly();
        try {
            while (!reached.getAsBoolean()) {
                if (closed || !journal.failure().isEmpty()) {
                    throw JournalException.at(
                            journal.directory(),
                            what
                                    + " will not become durable: "
                                    + (closed ? "the journal is closed" : journal.failure()));
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a record is durable, but not for ever.
     *
     * @return whether it is; false also once nothing will become durable any more
     */
    boolean await(long seq, Duration atMost) throws InterruptedException {
        if (durableSeq >= seq) {
            return true;
        }
        long leftNs = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (durableSeq < seq && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
        } finally {
            lock.unlock();
        }
        return durableSeq >= seq;
    }

    void close() {
        closed = true;
        signal();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
