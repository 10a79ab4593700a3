package dev.shikra.plugins.replay;

import dev.shikra.api.source.SourceRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Holds frames back to the speed asked for. Due times are reckoned from the first frame, so waits
 * that run long do not add up. {@link #close} may come from any thread.
 */
final class Pace {
    private final double speed;
    private final double longestWaitNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean closed;
    private boolean begun;
    private long lastReceiptMs;
    private long firstNanos;
    private double dueNanos;

    /**
     * @param longestWaitMs real time that a gap in the data is waited for at most: a night, say
     */
    Pace(double speed, double longestWaitMs) {
        this.speed = speed;
        longestWaitNanos = longestWaitMs * 1e6;
    }

    /**
     * Waits until a frame is due.
     *
     * @return false if the session was closed
     */
    boolean await(long receiptMs) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("replay interrupted");
        }
        if (speed == SourceRequest.MAX_SPEED || closed) {
            return !closed;
        }
        if (!begun) {
            begun = true;
            firstNanos = System.nanoTime();
        } else {
            dueNanos += Math.min((receiptMs - lastReceiptMs) * 1e6 / speed, longestWaitNanos);
        }
        lastReceiptMs = receiptMs;
        lock.lockInterruptibly();
        try {
            while (!closed) {
                double left = dueNanos - (System.nanoTime() - firstNanos);
                if (left <= 0) {
                    break;
                }
                // A bound keeps the arithmetic right for waits of years.
                long wait = (long) Math.min(left, TimeUnit.HOURS.toNanos(1));
                changed.awaitNanos(wait);
            }
        } finally {
            lock.unlock();
        }
        return !closed;
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
