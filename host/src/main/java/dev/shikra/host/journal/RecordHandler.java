package dev.shikra.host.journal;

/** Takes records in journal order, on one thread. */
@FunctionalInterface
public interface RecordHandler {
    /** One record; {@code record} is the caller's to reuse as soon as this returns. */
    void record(JournalRecord record);
}
