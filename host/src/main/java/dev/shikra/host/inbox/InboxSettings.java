package dev.shikra.host.inbox;

/**
 * Bounds of the inbox.
 *
 * @param slots of the ring, a power of two, 2 to 1,048,576
 * @param batchSlots written at once at most, {@code >= 1}: a smaller batch reaches the engine
 *     sooner
 * @param engineRecords that the engine may have made and the journal not yet taken, a power of two
 */
public record InboxSettings(int slots, int batchSlots, int engineRecords) {
    /** 2,048 slots, 128 a batch, 65,536 records of the engine's own. */
    public static final InboxSettings USUAL = new InboxSettings(2048, 128, 65_536);

    public InboxSettings {
        if (slots < 2 || slots > 1 << 20 || Integer.bitCount(slots) != 1) {
            throw new IllegalArgumentException(
                    "inbox slots " + slots + " are not a power of two from 2 to 1048576");
        }
        if (batchSlots < 1) {
            throw new IllegalArgumentException("inbox batch " + batchSlots + " is below 1");
        }
        if (engineRecords < 2 || Integer.bitCount(engineRecords) != 1) {
            throw new IllegalArgumentException(
                    "engine records " + engineRecords + " are not a power of two from 2 on");
        }
    }
}
