package dev.shikra.plugins.sourceredis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.InstrumentList;
import dev.shikra.api.source.TickFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XAutoClaimParams;

/** Writes what a host that receives frames writes, as docs/redis.md says. */
final class ReceivingHost implements AutoCloseable {
    static final List<Instrument> INSTRUMENTS = List.of(instrument("ALPHA"), instrument("BETA"));
    static final long FIRST_MS = 1_767_571_200_000L;
    static final String STREAM = "ticks:raw:binary";

    private static final String JOURNAL = "ticks:raw:journal";

    private final RedisClient client;
    private final List<byte[]> frames = new ArrayList<>();
    private String list = "first";

    ReceivingHost(LoopbackRedis redis) {
        client = redis.client(1);
    }

    /** {@return the same host, connected anew} */
    ReceivingHost on(LoopbackRedis redis) {
        var again = new ReceivingHost(redis);
        again.frames.addAll(frames);
        return again;
    }

    private static Instrument instrument(String symbol) {
        return new Instrument(
                symbol.hashCode(),
                symbol,
                "NSE",
                "NSE",
                Instrument.Kind.EQUITY,
                0.05,
                1,
                true,
                null);
    }

    /** {@return the frame that has this number, from 1} */
    static byte[] frame(long seq) {
        var writer = new TickFrame.Writer();
        writer.trade((int) (seq % 2), FIRST_MS + seq, 100 + seq % 50, 1 + seq % 7);
        return Arrays.copyOf(writer.bytes(), writer.length());
    }

    /** Says what the frames are of. */
    ReceivingHost begin() {
        client.hset(JOURNAL, Map.of("journal", "j", "source", "made-up", "instruments", list));
        client.set("ticks:raw:instruments:" + list, InstrumentList.text("made-up", INSTRUMENTS));
        return this;
    }

    /** Follows other instruments from here. */
    void beginAnother() {
        list = "second";
        begin();
    }

    /** Adds so many frames. */
    void write(int count) {
        for (int i = 0; i < count; i++) {
            long seq = frames.size() + 1L;
            byte[] frame = frame(seq);
            var fields = new HashMap<byte[], byte[]>();
            fields.put(bytes("source"), bytes("made-up"));
            fields.put(bytes("instruments"), bytes(list));
            fields.put(bytes("received"), bytes(Long.toString(FIRST_MS + seq)));
            fields.put(bytes("frame"), frame);
            client.xadd(
                    bytes(STREAM), XAddParams.xAddParams().id(new StreamEntryID(seq, 0)), fields);
            frames.add(frame);
        }
    }

    /** Says that it is so late there, behind the last frame. */
    void tellTime(long epochMs) {
        client.hset(
                JOURNAL,
                Map.of("frame", Integer.toString(frames.size()), "time", Long.toString(epochMs)));
    }

    /** Forgets all entries but the newest. */
    void trim(int length) {
        client.xtrim(STREAM, length, false);
    }

    /** {@return entries that were handed out and not acknowledged} */
    long pending(String group) {
        return client.xpending(STREAM, group).getTotal();
    }

    /** Hands what is pending to a consumer once more, as one that reads it again does. */
    void handOut(String group, String consumer) {
        client.xautoclaimJustId(
                STREAM,
                group,
                consumer,
                0,
                new StreamEntryID(0, 0),
                XAutoClaimParams.xAutoClaimParams());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
