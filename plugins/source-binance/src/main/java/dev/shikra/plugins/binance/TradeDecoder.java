package dev.shikra.plugins.binance;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.TickSink;
import dev.shikra.api.source.TickSink.Fault;
import java.util.List;

/**
 * A message is a frame, a trade a {@link Tick.Kind#TRADE} with a volume of its own, in fractions of
 * a coin. Another event is an unknown packet. For one thread; allocates nothing; never throws.
 */
final class TradeDecoder implements FrameDecoder {
    private final SymbolPlaces places;
    private final TradeMessage message = new TradeMessage();
    private final Tick tick = new Tick();

    /**
     * @throws IllegalArgumentException if two instruments have one symbol
     */
    TradeDecoder(List<Instrument> instruments) {
        places = new SymbolPlaces(instruments);
        tick.clear();
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, TickSink sink) {
        Fault fault = message.read(bytes, offset, length);
        if (fault != null) {
            sink.fault(fault, message.faultAt - offset);
            return;
        }
        int place = places.place(bytes, message.symbolFrom, message.symbolTo);
        if (place < 0) {
            sink.fault(Fault.UNKNOWN_INSTRUMENT, message.symbolFrom - offset);
            return;
        }
        tick.instrument = place;
        tick.exchangeTimeMs = message.tradeTimeMs;
        tick.lastTradeTimeMs = message.tradeTimeMs;
        tick.lastPrice = message.price;
        tick.lastQuantity = message.quantity;
        tick.packetAt = offset;
        tick.packetLength = length;
        sink.tick(tick);
    }
}
