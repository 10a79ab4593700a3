package dev.shikra.host.feature;

/**
 * The stage behind a {@link ValueGroup}. It computes a value only once somebody reads it. Called on
 * the engine thread.
 */
public interface ValueSource {
    /** {@return what it offers; always the same} */
    ValueGroup group();

    /**
     * Somebody reads a value: from now on the stage sets {@code slot} of every row it concerns in
     * {@link FeaturePlan#rows} whenever the value changes, {@code NaN} while it is not known. Asked
     * once for each value.
     *
     * @param value place in the group's list
     * @param slot in each row; {@code NaN} so far
     */
    void read(int value, int slot);
}
