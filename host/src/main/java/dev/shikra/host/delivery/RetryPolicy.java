package dev.shikra.host.delivery;

import java.time.Duration;

/**
 * How often and how late a delivery is tried again: pauses double from {@code first} up to {@code
 * longest}.
 *
 * @param attempts tries in all, 1 to 65535
 * @param first pause after the first failure, above 0
 * @param longest no pause is longer
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {
    /** 8 tries over about two minutes. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(8, Duration.ofSeconds(1), Duration.ofSeconds(60));

    public RetryPolicy {
        if (attempts < 1 || attempts > 0xFFFF) {
            throw new IllegalArgumentException("attempts " + attempts + " is not 1 to 65535");
        }
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "pauses from " + first + " to " + longest + ": above 0 and not falling");
        }
    }

    /** {@return the pause after failure number {@code failures}, from 1} */
    Duration pauseAfter(int failures) {
        Duration pause = first;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
