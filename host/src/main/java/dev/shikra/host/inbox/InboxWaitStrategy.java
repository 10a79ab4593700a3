package dev.shikra.host.inbox;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sleeps while the ring is empty and costs a publisher a lock only if somebody sleeps. While the
 * stage before is at work (it may be writing) it turns a few times, then sleeps shortly, so that it
 * does not take the core that the other needs.
 */
final class InboxWaitStrategy implements WaitStrategy {
    private static final int TURNS = 500;
    private static final long SHORT_SLEEP_NS = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final AtomicBoolean sleeping = new AtomicBoolean();

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
            throws AlertException, InterruptedException {
        if (cursor.get() < sequence) {
            lock.lock();
            try {
                do {
                    sleeping.set(true);
                    if (cursor.get() >= sequence) {
                        break;
                    }
                    barrier.checkAlert();
                    published.await();
                } while (cursor.get() < sequence);
            } finally {
                lock.unlock();
            }
        }
        int turns = 0;
        long available = dependent.get();
        while (available < sequence) {
            barrier.checkAlert();
            if (++turns < TURNS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(this, SHORT_SLEEP_NS);
            }
            available = dependent.get();
        }
        return available;
    }

    @Override
    public void signalAllWhenBlocking() {
        if (sleeping.getAndSet(false)) {
            lock.lock();
            try {
                published.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
