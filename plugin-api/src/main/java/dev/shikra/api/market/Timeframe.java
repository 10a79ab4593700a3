package dev.shikra.api.market;

import java.util.List;

/**
 * The interval of a series of bars: a whole number of minutes that a day holds, or the session.
 *
 * @param minutes 1 to 1440; 1440 is one bar a session
 */
public record Timeframe(int minutes) implements Comparable<Timeframe> {
    public static final Timeframe M1 = new Timeframe(1);
    public static final Timeframe M5 = new Timeframe(5);
    public static final Timeframe M15 = new Timeframe(15);
    public static final Timeframe DAY = new Timeframe(1440);

    /** The timeframes that rules, studies and configuration may name. */
    public static final List<String> NAMES = List.of("1m", "3m", "5m", "15m", "30m", "1h", "day");

    public Timeframe {
        if (minutes < 1 || minutes > 1440) {
            throw new IllegalArgumentException("a timeframe is 1 to 1440 minutes, not " + minutes);
        }
    }

    /**
     * Reads {@code 5m}, {@code 1h} or {@code day}.
     *
     * @throws IllegalArgumentException if {@code text} is not one of {@link #NAMES}
     */
    public static Timeframe parse(String text) {
        if (!NAMES.contains(text)) {
            throw new IllegalArgumentException(
                    "unknown timeframe '" + text + "': one of " + String.join(", ", NAMES));
        }
        return switch (text) {
            case "day" -> DAY;
            case "1h" -> new Timeframe(60);
            default -> new Timeframe(Integer.parseInt(text.substring(0, text.length() - 1)));
        };
    }

    public long millis() {
        return minutes * 60_000L;
    }

    @Override
    public int compareTo(Timeframe other) {
        return Integer.compare(minutes, other.minutes);
    }

    /** {@return as {@link #parse} reads it} */
    @Override
    public String toString() {
        return this.equals(DAY) ? "day" : minutes == 60 ? "1h" : minutes + "m";
    }
}
