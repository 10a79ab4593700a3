package dev.shikra.host.delivery;

import java.time.Duration;

/** Elapsed time and pauses of deliveries: what was sent is journalled, when is of no record. */
public interface DeliveryClock {
    /** {@return ns since some fixed moment, never falling} */
    long nanos();

    /**
     * Waits.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    void sleep(Duration pause) throws InterruptedException;

    /** {@return the machine's clock} */
    static DeliveryClock system() {
        return new DeliveryClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration pause) throws InterruptedException {
                Thread.sleep(pause);
            }
        };
    }
}
