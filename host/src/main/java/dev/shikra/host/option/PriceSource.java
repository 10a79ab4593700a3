package dev.shikra.host.option;

/** Which of an instrument's prices is used. The ordinal is the number that rules read. */
public enum PriceSource {
    NONE,
    /** The middle of best bid and best ask. */
    MID,
    /** The last trade. */
    LAST
}
