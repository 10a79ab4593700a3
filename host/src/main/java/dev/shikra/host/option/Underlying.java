package dev.shikra.host.option;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;

/**
 * What options are written on: its chains by expiry, its futures, and its volatility at the end of
 * past sessions. Owned by the engine thread.
 */
final class Underlying {
    /** Sessions of volatility that are remembered: about a year. */
    static final int HISTORY = 252;

    final String name;

    /** Place in {@link Quotes}; -1 where neither index nor share is among the instruments. */
    final int spot;

    /** Futures' places in {@link Quotes}, by expiry. */
    final int[] futures;

    /** By expiry. */
    Chain[] chains = {};

    private final double[] past = new double[HISTORY];
    private int pastCount;

    Underlying(String name, int spot, int[] futures) {
        this.name = name;
        this.spot = spot;
        this.futures = futures.clone();
    }

    /** {@return place in {@link #chains} of the nearest expiry to come; -1 if all are past} */
    int front(long nowMs) {
        for (int c = 0; c < chains.length; c++) {
            if (!chains[c].expired(nowMs)) {
                return c;
            }
        }
        return -1;
    }

    /** Remembers a session's last volatility for 30 days. */
    void sessionEnds(double iv) {
        if (iv > 0) {
            past[pastCount % HISTORY] = iv;
            pastCount++;
        }
    }

    int sessionsKnown() {
        return Math.min(pastCount, HISTORY);
    }

    /**
     * {@return 0 to 100: where {@code iv} stands between the lowest and the highest of the past}
     */
    double rank(double iv) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < sessionsKnown(); i++) {
            low = Math.min(low, past[i]);
            high = Math.max(high, past[i]);
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
        for (int i = 0; i < sessionsKnown(); i++) {
            if (past[i] < iv) {
                lower++;
            }
        }
        return 100.0 * lower / sessionsKnown();
    }

    void write(StateWriter out) {
        out.putInt(pastCount);
        out.putDoubles(past, past.length);
    }

    void read(StateReader in) {
        pastCount = in.getInt();
        in.getDoubles(past);
    }
}
