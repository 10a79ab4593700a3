package dev.shikra.host.delivery;

import java.time.Duration;

/**
 * At most so many deliveries in a time: that many at once, then spread evenly. What is above waits;
 * nothing is dropped.
 *
 * @param alerts above 0
 * @param per above 0
 */
public record RateLimit(int alerts, Duration per) {
    /** As fast as the notifier takes them. */
    public static final RateLimit NONE = new RateLimit(Integer.MAX_VALUE, Duration.ofNanos(1));

    public RateLimit {
        if (alerts < 1 || !per.isPositive()) {
            throw new IllegalArgumentException(
                    alerts + " alerts in " + per + " is no rate: both are above 0");
        }
    }

    /**
     * Keeps one notifier to its limit, for one thread. The generic cell rate algorithm of ITU-T
     * I.371: each delivery moves the time at which the next would be due if they came evenly; being
     * early is allowed up to the burst.
     */
    static final class Gate {
        private final long spacing;
        private final long burst;
        private long due;

        Gate(RateLimit limit, long now) {
            this.spacing = limit.per.toNanos() / limit.alerts;
            this.burst = limit.per.toNanos() - spacing;
            this.due = now;
        }

        /** {@return ns to wait from {@code now} before a delivery may go; 0 or more} */
        long take(long now) {
            long base = Math.max(due, now);
            long wait = Math.max(0, base - burst - now);
            due = base + spacing;
            return wait;
        }
    }
}
