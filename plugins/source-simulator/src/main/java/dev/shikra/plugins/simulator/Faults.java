package dev.shikra.plugins.simulator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a test may let go wrong. Any thread; each takes effect with the next frame. A fault that
 * concerns so many frames counts data frames over all connections; heartbeats are never touched by
 * those.
 */
public final class Faults {
    private final Runnable reset;
    private final Runnable expire;
    private final AtomicInteger duplicates = new AtomicInteger();
    private final AtomicInteger reorders = new AtomicInteger();
    private final AtomicInteger delays = new AtomicInteger();
    private final AtomicInteger malformed = new AtomicInteger();
    private volatile boolean silent;
    private volatile boolean frozen;
    private volatile Duration delay = Duration.ZERO;
    private volatile Duration pauseBetweenBytes = Duration.ZERO;

    Faults(Runnable reset, Runnable expire) {
        this.reset = reset;
        this.expire = expire;
    }

    /** No data, heartbeats go on: a mute feed. */
    public void silence() {
        silent = true;
    }

    /** Nothing at all, heartbeats and pongs neither; connections stay open. */
    public void freeze() {
        frozen = true;
    }

    /** Ends {@link #silence}, {@link #freeze} and {@link #trickle}. */
    public void restore() {
        silent = false;
        frozen = false;
        pauseBetweenBytes = Duration.ZERO;
    }

    /** Cuts every connection with a TCP reset. */
    public void resetConnections() {
        reset.run();
    }

    /** Every token becomes invalid and connections are cut; a new connection gets 403. */
    public void expireTokens() {
        expire.run();
    }

    /** Sends each of the next {@code frames} twice. */
    public void duplicate(int frames) {
        duplicates.set(frames);
    }

    /** Sends each of the next {@code frames} after the frame that follows it. */
    public void reorder(int frames) {
        reorders.set(frames);
    }

    /** Sends the next {@code frames} later than others. */
    public void delay(int frames, Duration by) {
        delay = by;
        delays.set(frames);
    }

    /** Sends a broken copy before each of the next {@code frames}. */
    public void malform(int frames) {
        malformed.set(frames);
    }

    /** Sends byte by byte with a pause after each. */
    public void trickle(Duration pause) {
        pauseBetweenBytes = pause;
    }

    boolean isSilent() {
        return silent;
    }

    boolean isFrozen() {
        return frozen;
    }

    Duration pauseBetweenBytes() {
        return pauseBetweenBytes;
    }

    Duration delayBy() {
        return delay;
    }

    boolean takeDuplicate() {
        return take(duplicates);
    }

    boolean takeReorder() {
        return take(reorders);
    }

    boolean takeDelay() {
        return take(delays);
    }

    boolean takeMalformed() {
        return take(malformed);
    }

    private static boolean take(AtomicInteger left) {
        return left.get() > 0 && left.getAndDecrement() > 0;
    }
}
