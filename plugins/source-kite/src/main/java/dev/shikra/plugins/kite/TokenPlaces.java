package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import java.util.Arrays;
import java.util.List;

/**
 * Instrument token to place in the session's list: an open-addressing hash of longs, at most half
 * full, so a look-up is one or two reads and no allocation. Immutable; any thread.
 */
final class TokenPlaces {
    /** Multiplicative hashing (Knuth): 2^64 over the golden ratio spreads consecutive tokens. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final long FREE = -1;

    private final long[] tokens;
    private final int[] places;
    private final int shift;

    /**
     * @throws IllegalArgumentException if two instruments have one token
     */
    TokenPlaces(List<Instrument> instruments) {
        int capacity = Integer.highestOneBit(Math.max(instruments.size(), 4)) * 4;
        tokens = new long[capacity];
        places = new int[capacity];
        shift = Long.numberOfLeadingZeros(capacity) + 1;
        Arrays.fill(tokens, FREE);
        for (int place = 0; place < instruments.size(); place++) {
            Instrument instrument = instruments.get(place);
            int slot = slotOf(instrument.token());
            if (tokens[slot] != FREE) {
                throw new IllegalArgumentException(
                        "token "
                                + instrument.token()
                                + " is given to both "
                                + instruments.get(places[slot]).id()
                                + " and "
                                + instrument.id()
                                + ": a session names each instrument once");
            }
            tokens[slot] = instrument.token();
            places[slot] = place;
        }
    }

    /** {@return place of the instrument, or -1} */
    int place(long token) {
        int slot = slotOf(token);
        return tokens[slot] == token ? places[slot] : -1;
    }

    /** The token's slot, or the free one where it would stand. */
    private int slotOf(long token) {
        int slot = (int) ((token * SPREAD) >>> shift);
        while (tokens[slot] != FREE && tokens[slot] != token) {
            slot = (slot + 1) & (tokens.length - 1);
        }
        return slot;
    }
}
