package dev.shikra.plugins.kite;

import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickSink.Fault;
import dev.shikra.api.source.TradingHours;
import dev.shikra.plugins.simulator.SimulatedExchange;
import dev.shikra.plugins.simulator.SimulatorSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;

/** A source that runs against a simulated exchange and keeps what it receives. */
final class Feed implements AutoCloseable, FrameSink {
    /** Monday's opening in India. */
    static final Instant MONDAY_OPEN = Instant.parse("2026-01-05T03:45:00Z");

    final SimulatedExchange exchange;
    final SourceSession session;
    final List<ByteBuffer> frames = new CopyOnWriteBuffer();
    final List<FeedState> states = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final List<String> skipped = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private Feed(SimulatedExchange exchange, SourceSession session) {
        this.exchange = exchange;
        this.session = session;
        thread = Thread.ofVirtual().unstarted(this::run);
    }

    static SimulatedExchange exchange(Instant start, double speed, int instruments)
            throws IOException {
        return SimulatedExchange.start(
                new SimulatorSettings(
                        0, 5, speed, start, instruments, Duration.ofMillis(100), Optional.empty()));
    }

    /** Settings that fit a test: short times, everything in full mode. */
    static Map<String, String> settings(SimulatedExchange exchange, Path folder) {
        var settings = new HashMap<String, String>();
        settings.put("apiKey", exchange.apiKey());
        settings.put("apiSecret", exchange.apiSecret());
        settings.put("accessToken", exchange.accessToken());
        settings.put("tokenFile", folder.resolve("token.json").toString());
        settings.put("websocketUrl", exchange.websocketUrl().toString());
        settings.put("apiUrl", exchange.httpUrl().toString());
        settings.put("loginUrl", exchange.httpUrl() + "/connect/login");
        settings.put("clock", exchange.clock().toString());
        settings.put("watched", "*");
        settings.put("backoffMs", "20");
        settings.put("backoffMostMs", "200");
        settings.put("muteAfterMs", "1000");
        settings.put("readTimeoutMs", "1500");
        return settings;
    }

    static Feed start(SimulatedExchange exchange, Map<String, String> settings, Path folder)
            throws IOException {
        return start(exchange, settings, folder, WeekdayHours.NSE);
    }

    /** As it is with a host's calendar. */
    static Feed start(
            SimulatedExchange exchange,
            Map<String, String> settings,
            Path folder,
            TradingHours hours)
            throws IOException {
        var source = new KiteSource(InstantSource.system(), new SplittableRandom(3));
        SourceSession session =
                source.open(
                        new SourceRequest(
                                List.of(), "", SourceRequest.MAX_SPEED, 0, settings, folder,
                                instruments -> Optional.of(hours)));
        var feed = new Feed(exchange, session);
        feed.thread.start();
        return feed;
    }

    private void run() {
        try {
            session.run(this);
        } catch (IOException | InterruptedException e) {
            reasons.add("run ended: " + e);
        }
    }

    @Override
    public void frame(long receiptMs, byte[] bytes, int offset, int length) {
        frames.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    @Override
    public void skipped(String place, String reason) {
        skipped.add(place + ": " + reason);
    }

    @Override
    public void state(FeedState state, String reason) {
        reasons.add(reason);
        states.add(state);
    }

    /** {@return every packet so far, in the order received, without frames around them} */
    List<ByteBuffer> packets() {
        return packets(frames);
    }

    static List<ByteBuffer> packets(List<ByteBuffer> frames) {
        var packets = new ArrayList<ByteBuffer>();
        for (ByteBuffer frame : frames) {
            KiteFrame.walk(
                    frame.array(),
                    0,
                    frame.capacity(),
                    new KiteFrame.Visitor() {
                        @Override
                        public void packet(byte[] bytes, int at, int length) {
                            packets.add(
                                    ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + length)));
                        }

                        @Override
                        public void fault(Fault fault, int at) {}
                    });
        }
        return packets;
    }

    @Override
    public void close() throws InterruptedException {
        session.close();
        thread.join(Duration.ofSeconds(10));
        exchange.close();
        if (thread.isAlive()) {
            throw new IllegalStateException("the session does not end");
        }
    }

    /** A list that is cheap to append to and may be copied while it grows. */
    private static final class CopyOnWriteBuffer extends java.util.AbstractList<ByteBuffer> {
        private final ArrayList<ByteBuffer> list = new ArrayList<>();

        @Override
        public synchronized boolean add(ByteBuffer frame) {
            return list.add(frame);
        }

        @Override
        public synchronized ByteBuffer get(int index) {
            return list.get(index);
        }

        @Override
        public synchronized int size() {
            return list.size();
        }
    }
}
