package dev.shikra.plugins.binance;

import dev.shikra.api.market.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Symbol to place in the session's list, asked with the bytes of a message: an open-addressing hash
 * at most half full. Immutable; any thread; a look-up allocates nothing.
 */
final class SymbolPlaces {
    private final byte[][] symbols;
    private final int[] places;

    /**
     * @throws IllegalArgumentException if two instruments have one symbol
     */
    SymbolPlaces(List<Instrument> instruments) {
        int capacity = Integer.highestOneBit(Math.max(instruments.size(), 4)) * 4;
        symbols = new byte[capacity][];
        places = new int[capacity];
        Arrays.fill(symbols, new byte[0]);
        for (int place = 0; place < instruments.size(); place++) {
            String symbol = instruments.get(place).symbol();
            byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
            int slot = slotOf(bytes, 0, bytes.length);
            if (symbols[slot].length > 0) {
                throw new IllegalArgumentException(
                        "binance: symbol " + symbol + " is named twice: name it once");
            }
            symbols[slot] = bytes;
            places[slot] = place;
        }
    }

    /** {@return place of the instrument whose symbol stands in {@code [from, to)}, or -1} */
    int place(byte[] bytes, int from, int to) {
        if (from >= to) {
            return -1;
        }
        int slot = slotOf(bytes, from, to);
        return symbols[slot].length > 0 ? places[slot] : -1;
    }

    /** The symbol's slot, or the free one where it would stand. */
    private int slotOf(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + bytes[at];
        }
        int slot = (hash ^ (hash >>> 15)) & (symbols.length - 1);
        while (symbols[slot].length > 0
                && !Arrays.equals(symbols[slot], 0, symbols[slot].length, bytes, from, to)) {
            slot = (slot + 1) & (symbols.length - 1);
        }
        return slot;
    }
}
