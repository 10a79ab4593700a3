package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Kind;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.TickSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what a decoder gives. */
final class Ticks implements TickSink {
    final List<Tick> ticks = new ArrayList<>();
    final List<String> faults = new ArrayList<>();

    static Ticks of(FrameDecoder decoder, byte[] frame) {
        var collected = new Ticks();
        decoder.decode(frame, 0, frame.length, collected);
        return collected;
    }

    static List<Instrument> instruments(long... tokens) {
        return Arrays.stream(tokens)
                .mapToObj(token ->
                        new Instrument(
                                token,
                                "T" + token,
                                "NSE",
                                "NSE",
                                Kind.EQUITY,
                                0.05,
                                1,
                                (token & 0xFF) != 9,
                                null))
                .toList();
    }

    @Override
    public void tick(Tick tick) {
        ticks.add(copy(tick));
    }

    @Override
    public void fault(Fault fault, int at) {
        faults.add(fault + "@" + at);
    }

    static Tick copy(Tick from) {
        var to = new Tick();
        to.kind = from.kind;
        to.instrument = from.instrument;
        to.exchangeTimeMs = from.exchangeTimeMs;
        to.lastTradeTimeMs = from.lastTradeTimeMs;
        to.lastPrice = from.lastPrice;
        to.lastQuantity = from.lastQuantity;
        to.averagePrice = from.averagePrice;
        to.volume = from.volume;
        to.totalBuyQuantity = from.totalBuyQuantity;
        to.totalSellQuantity = from.totalSellQuantity;
        to.open = from.open;
        to.high = from.high;
        to.low = from.low;
        to.close = from.close;
        to.openInterest = from.openInterest;
        to.openInterestDayHigh = from.openInterestDayHigh;
        to.openInterestDayLow = from.openInterestDayLow;
        to.depth = from.depth;
        for (int level = 0; level < from.depth; level++) {
            to.bidPrice[level] = from.bidPrice[level];
            to.bidQuantity[level] = from.bidQuantity[level];
            to.bidOrders[level] = from.bidOrders[level];
            to.askPrice[level] = from.askPrice[level];
            to.askQuantity[level] = from.askQuantity[level];
            to.askOrders[level] = from.askOrders[level];
        }
        to.packetAt = from.packetAt;
        to.packetLength = from.packetLength;
        return to;
    }
}
