package dev.shikra.host.option;

/** Where an expiry's forward comes from. The ordinal is the number that rules read. */
public enum ForwardSource {
    /** There is none. */
    NONE,
    /** The traded future of the same expiry. */
    FUTURE,
    /** Put-call parity at the strikes around the money: median of K + (C - P) e^(rT). */
    PARITY,
    /** The spot carried at the configured rate: S e^(rT). */
    SPOT
}
