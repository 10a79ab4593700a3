package dev.shikra.host.feature;

/** Says which row holds an instrument that a rule reads beside its own. */
@FunctionalInterface
public interface RowReferences {
    /** No row refers to another. */
    RowReferences NONE = (row, instrument) -> -1;

    /**
     * {@return the row, or -1 if there is none for this one}
     *
     * @param row whose rule asks
     * @param instrument {@code index}, {@code underlying}, or an id, {@code NSE:RELIANCE}
     * @throws IllegalArgumentException if no row can ever have it: an id that is not in the session
     */
    int row(int row, String instrument);
}
