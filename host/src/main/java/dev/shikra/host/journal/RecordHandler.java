package dev.shikra.host.journal;

/** Takes records in journal order, on one thread. */
@FunctionalInterface
public interface RecordHandler {
    /** One record; {@code record} is the caller's to reuse as soon as this returns. */
    void record(JournalRecord record);

    /**
     * Called after the last record that was ready: nothing waits behind it at this moment. Where
     * batches end depends on the machine's speed, so nothing that must repeat may hang on it.
     */
    default void endOfBatch() {}
}
