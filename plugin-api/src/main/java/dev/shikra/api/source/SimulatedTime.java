package dev.shikra.api.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stood at {@code start} when the machine's stood at {@code origin}, and runs {@code
 * speed} times as fast. Venue, source and host of a simulated day share one. Immutable, any thread.
 *
 * @param start simulated time at the origin
 * @param origin the machine's time
 * @param speed simulated seconds a second, above 0
 */
public record SimulatedTime(Instant start, Instant origin, double speed) implements InstantSource {
    /**
     * @throws IllegalArgumentException if {@code speed} is not a finite number above 0
     */
    public SimulatedTime {
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException(
                    "speed " + speed + " of a simulated clock is not a finite number above 0");
        }
    }

    @Override
    public Instant instant() {
        return at(Instant.now());
    }

    /** {@return simulated time when the machine's clock stands at {@code machine}} */
    public Instant at(Instant machine) {
        double nanos = Duration.between(origin, machine).toNanos() * speed;
        return start.plusNanos((long) nanos);
    }

    /** {@return how long one of its seconds takes by the machine's clock; 1 ms at least} */
    public Duration realSecond() {
        return Duration.ofNanos(Math.max(1_000_000, (long) (1e9 / speed)));
    }

    /** {@return the machine's time when the simulated clock stands at {@code simulated}} */
    public Instant machineTimeOf(Instant simulated) {
        double nanos = Duration.between(start, simulated).toNanos() / speed;
        return origin.plusNanos((long) nanos);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if {@code text} is something else
     */
    public static SimulatedTime parse(String text) {
        String[] parts = text.split(" ", -1);
        try {
            if (parts.length == 3) {
                return new SimulatedTime(
                        Instant.parse(parts[0]),
                        Instant.parse(parts[1]),
                        Double.parseDouble(parts[2]));
            }
        } catch (java.time.DateTimeException | NumberFormatException e) {
            throw unreadable(text);
        }
        throw unreadable(text);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "'"
                        + text
                        + "' is not a simulated clock: give start, the machine's time then, and"
                        + " speed, as in '2026-01-05T03:45:00Z 2026-01-10T10:00:00Z 20'");
    }

    /** {@return start, origin and speed with a blank between} */
    @Override
    public String toString() {
        return start + " " + origin + " " + speed;
    }
}
