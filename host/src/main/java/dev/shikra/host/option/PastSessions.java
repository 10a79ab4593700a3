package dev.shikra.host.option;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.Arrays;

/**
 * An underlying's volatility at the end of past sessions, one for each date, the newest kept. Owned
 * by the engine thread.
 */
final class PastSessions {
    static final int MOST = PastVolatility.MOST_SESSIONS;

    /** Epoch days, rising. */
    private final long[] days = new long[MOST];

    private final double[] volatilities = new double[MOST];
    private int count;

    /** {@return sessions known} */
    int count() {
        return count;
    }

    boolean knows(long epochDay) {
        return Arrays.binarySearch(days, 0, count, epochDay) >= 0;
    }

    /** Remembers a session's last volatility; a date that is known gets the new one. */
    void put(long epochDay, double volatility) {
        int at = Arrays.binarySearch(days, 0, count, epochDay);
        if (at >= 0) {
            volatilities[at] = volatility;
            return;
        }
        at = -at - 1;
        if (count == MOST) {
            if (at == 0) {
                return; // older than all
            }
            System.arraycopy(days, 1, days, 0, --count);
            System.arraycopy(volatilities, 1, volatilities, 0, count);
            at--;
        }
        System.arraycopy(days, at, days, at + 1, count - at);
        System.arraycopy(volatilities, at, volatilities, at + 1, count - at);
        days[at] = epochDay;
        volatilities[at] = volatility;
        count++;
    }

    /**
     * {@return 0 to 100: where {@code iv} stands between the lowest and the highest of the past}
     */
    double rank(double iv) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            low = Math.min(low, volatilities[i]);
            high = Math.max(high, volatilities[i]);
        }
        return high > low
                ? Math.max(0, Math.min(100, 100 * (iv - low) / (high - low)))
                : Double.NaN;
    }

    /** {@return 0 to 100: share of past sessions whose volatility was below {@code iv}} */
    double percentile(double iv) {
        if (Double.isNaN(iv)) {
            return Double.NaN;
        }
        int lower = 0;
        for (int i = 0; i < count; i++) {
            if (volatilities[i] < iv) {
                lower++;
            }
        }
        return 100.0 * lower / count;
    }

    void write(StateWriter out) {
        out.putInt(count);
        out.putLongs(days);
        out.putDoubles(volatilities, MOST);
    }

    void read(StateReader in) {
        count = in.getInt();
        System.arraycopy(in.getLongs(), 0, days, 0, MOST);
        in.getDoubles(volatilities);
    }
}
