package dev.shikra.host.option;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;

/**
 * What options are written on: its chains by expiry, its futures, and its volatility at the end of
 * past sessions. Owned by the engine thread.
 */
final class Underlying {
    final String name;

    /** Place in {@link Quotes}; -1 where neither index nor share is among the instruments. */
    final int spot;

    /** Futures' places in {@link Quotes}, by expiry. */
    final int[] futures;

    final PastSessions past = new PastSessions();

    /** By expiry. */
    Chain[] chains = {};

    /** Volatility for 30 days as last known in this session; NaN before. */
    double iv30 = Double.NaN;

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

    void write(StateWriter out) {
        out.putDouble(iv30);
        past.write(out);
    }

    void read(StateReader in) {
        iv30 = in.getDouble();
        past.read(in);
    }
}
