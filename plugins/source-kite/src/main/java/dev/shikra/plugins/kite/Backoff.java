package dev.shikra.plugins.kite;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: they double up to a limit, each drawn from its upper half, so that many
 * clients do not come back at once. For one thread.
 */
final class Backoff {
    /**
     * @param first the first pause, before jitter
     * @param most the longest
     */
    record Range(Duration first, Duration most) {
        Range {
            if (!first.isPositive() || most.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "kite: backoffMs "
                                + first.toMillis()
                                + " must be at most backoffMostMs "
                                + most.toMillis());
            }
        }
    }

    private final Range range;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Range range, RandomGenerator random) {
        this.range = range;
        this.random = random;
        next = range.first();
    }

    /** {@return how long to wait now} */
    Duration next() {
        Duration full = next;
        Duration doubled = full.multipliedBy(2);
        next = doubled.compareTo(range.most()) < 0 ? doubled : range.most();
        return Duration.ofNanos((long) (full.toNanos() * (0.5 + 0.5 * random.nextDouble())));
    }

    /** The connection worked: the next pause is the first again. */
    void reset() {
        next = range.first();
    }
}
