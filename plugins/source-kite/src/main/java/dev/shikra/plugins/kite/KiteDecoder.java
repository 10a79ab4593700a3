package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.TickSink;
import java.util.List;

/**
 * Reads the ticker's frames straight from their bytes. Every tick is a {@link
 * dev.shikra.api.market.Tick.Kind#SNAPSHOT}; a packet for an instrument outside the session's list,
 * or of an unknown length, is a fault and skipped, and the rest of the frame still counts. For one
 * thread; allocates nothing; never throws.
 */
public final class KiteDecoder implements FrameDecoder {
    private final TokenPlaces places;
    private final Tick tick = new Tick();

    /**
     * @throws IllegalArgumentException if two instruments have one token
     */
    public KiteDecoder(List<Instrument> instruments) {
        places = new TokenPlaces(instruments);
    }

    @Override
    public void decode(byte[] bytes, int offset, int length, TickSink sink) {
        visitor.sink = sink;
        visitor.offset = offset;
        KiteFrame.walk(bytes, offset, length, visitor);
    }

    private final Visitor visitor = new Visitor();

    private final class Visitor implements KiteFrame.Visitor {
        private TickSink sink = NOBODY;
        private int offset;

        @Override
        public void packet(byte[] bytes, int at, int length) {
            int place = places.place(KitePacket.token(bytes, at));
            if (place < 0) {
                sink.fault(TickSink.Fault.UNKNOWN_INSTRUMENT, at - 2 - offset);
                return;
            }
            KitePacket.read(bytes, at, length, tick);
            tick.instrument = place;
            sink.tick(tick);
        }

        @Override
        public void fault(TickSink.Fault fault, int at) {
            sink.fault(fault, at);
        }
    }

    private static final TickSink NOBODY =
            new TickSink() {
                @Override
                public void tick(Tick tick) {}

                @Override
                public void fault(Fault fault, int at) {}
            };
}
