package dev.shikra.host.delivery;

/** Knows how far the journal is safely on disk. Any thread. */
@FunctionalInterface
public interface DurabilityGate {
    /**
     * Returns once every record up to {@code seq} is durable; at once if it is already.
     *
     * @throws InterruptedException if the waiting thread was interrupted
     */
    void awaitDurable(long seq) throws InterruptedException;
}
