package dev.shikra.host.architecture.breach.bar;

/** Reads the machine's clock. */
public final class BarClock {
    long now() {
        return System.currentTimeMillis();
    }
}
