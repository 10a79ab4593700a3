package dev.shikra.plugins.binance;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts to connect: they double up to the longest, each drawn from its upper
 * half, so that many clients do not come back at once. For one thread.
 */
final class Pauses {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    /**
     * @throws IllegalArgumentException if the first is longer than the longest
     */
    Pauses(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        next = first;
    }

    /** {@return how long to wait now} */
    Duration next() {
        long full = next.toNanos();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofNanos(full / 2 + (long) (full / 2 * random.nextDouble()));
    }

    /** Data came: the next pause is the first again. */
    void reset() {
        next = first;
    }
}
