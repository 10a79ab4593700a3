package dev.shikra.plugins.binance;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.FrameSink;
import java.util.Arrays;
import java.util.List;

/**
 * Follows the venue's trade numbers, which count up by one within a symbol, so that what passed
 * while there was no connection is told and not lost silently. For one thread.
 */
final class MissedTrades {
    private final List<Instrument> instruments;
    private final SymbolPlaces places;
    private final TradeMessage message = new TradeMessage();
    private final long[] last;

    MissedTrades(List<Instrument> instruments) {
        this.instruments = instruments;
        places = new SymbolPlaces(instruments);
        last = new long[instruments.size()];
        Arrays.fill(last, -1);
    }

    /** Looks at one message before it goes to {@code sink}. */
    void look(byte[] bytes, FrameSink sink) {
        if (message.read(bytes, 0, bytes.length) != null || message.tradeId < 0) {
            return;
        }
        int place = places.place(bytes, message.symbolFrom, message.symbolTo);
        if (place < 0) {
            return;
        }
        long before = last[place];
        if (before >= 0 && message.tradeId > before + 1) {
            sink.skipped(
                    instruments.get(place).id(),
                    "the venue's trades "
                            + (before + 1)
                            + " to "
                            + (message.tradeId - 1)
                            + " did not come; they passed while there was no connection, as a rule");
        }
        last[place] = Math.max(before, message.tradeId);
    }
}
