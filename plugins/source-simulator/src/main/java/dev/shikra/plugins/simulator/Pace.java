package dev.shikra.plugins.simulator;

import dev.shikra.api.source.SimulatedTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the market (or a capture) by the clock and hands its packets to the connections. Its
 * monitor guards market and subscriptions.
 */
final class Pace implements Runnable {
    static final int LONGEST_PACKET = 184;

    private static final Logger log = LoggerFactory.getLogger(Pace.class);
    private static final int PACKETS_A_FRAME = 100;

    /** A second's changes are spread over it where the clock leaves room. */
    private static final int SLICES = 4;

    /**
     * A second's changes belong to a minute that ends a second later at the earliest, and who
     * builds bars waits another second: so long may be on the way what the clock has passed.
     */
    private static final long LEEWAY_MS = 1_999;

    /** A recorded frame may have been as late as that allows when it was recorded. */
    private static final long RECORDED_LEEWAY_MS = 250;

    private static final Duration LOOK = Duration.ofMillis(5);

    final TradingDay market;
    final List<SimulatedExchange.FrameListener> listeners = new CopyOnWriteArrayList<>();
    private final SimulatedTime time;
    private final MarketClock clock;
    private final List<Line> lines;
    private final SimulatorSettings settings;
    private final Map<Long, Integer> places;
    private final ByteBuffer frame =
            ByteBuffer.allocate(2 + PACKETS_A_FRAME * (2 + LONGEST_PACKET));
    private volatile boolean stopped;
    private volatile Thread thread = Thread.currentThread();

    Pace(
            TradingDay market,
            SimulatedTime time,
            MarketClock clock,
            List<Line> lines,
            SimulatorSettings settings,
            Map<Long, Integer> places) {
        this.market = market;
        this.time = time;
        this.clock = clock;
        this.lines = lines;
        this.settings = settings;
        this.places = places;
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            Optional<Path> capture = settings.capture();
            if (capture.isPresent()) {
                replay(capture.get());
            } else {
                trade();
            }
            clock.due(Long.MAX_VALUE);
            while (!stopped) { // after the close: what was delayed is still owed
                sendDue();
                clock.giveUp();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        } catch (IOException e) {
            log.error("the capture can't be replayed: {}", e.getMessage());
        }
    }

    private void trade() {
        int slices = settings.speed() <= 4 ? SLICES : 1;
        while (!stopped && market.hasNext()) {
            Instant second = Instant.ofEpochSecond(market.second() + 1);
            long limitMs = second.toEpochMilli() + LEEWAY_MS;
            clock.due(limitMs - 1_000); // till then somebody may ask for the second before
            await(second);
            synchronized (this) {
                market.advance();
            }
            for (int slice = 0; slice < slices && !stopped; slice++) {
                if (slice > 0) {
                    await(second.plusMillis(1_000L * slice / slices));
                }
                synchronized (this) {
                    int count = market.updates();
                    int from = count * slice / slices;
                    int to = count * (slice + 1) / slices;
                    lines.forEach(line -> send(line, from, to));
                    if (slice == slices - 1) {
                        lines.forEach(line -> ask(line, limitMs));
                    }
                }
                sendDue();
            }
        }
    }

    /** Sends a slice of this second's changes, as far as the connection has subscribed to them. */
    private void send(Line line, int from, int to) {
        int packets = 0;
        frame.clear().position(2);
        for (int i = from; i < to; i++) {
            int place = market.updated(i);
            if (line.subscriptions.has(place)) {
                packets = append(line, place, packets);
            }
        }
        flush(line, packets);
    }

    /** Sends the instruments as they stand. The caller holds the monitor. */
    void snapshot(Line line, List<Integer> changed) {
        if (settings.capture().isPresent()) {
            return; // what an instrument stood at is not known before its first frame
        }
        int packets = 0;
        frame.clear().position(2);
        for (int place : changed) {
            packets = append(line, place, packets);
        }
        flush(line, packets);
        ask(line, market.second() * 1_000 + LEEWAY_MS);
    }

    /** The clock shall wait until the client has what was sent. The caller holds the monitor. */
    private void ask(Line line, long limitMs) {
        if (!line.isHampered()) {
            long number = clock.ask(line.number, limitMs);
            if (number > 0) {
                line.ping(number);
            }
        }
    }

    /** A client has answered a question. Any thread. */
    void answered(Line line, byte[] payload) {
        if (payload.length == Long.BYTES) {
            clock.answered(line.number, ByteBuffer.wrap(payload).getLong());
            LockSupport.unpark(thread);
        }
    }

    /** Forgets a connection. Any thread. */
    synchronized void gone(Line line) {
        lines.remove(line);
        clock.gone(line.number);
    }

    private int append(Line line, int place, int packets) {
        int at = frame.position();
        frame.putShort((short) 0);
        int length = market.write(place, line.subscriptions.mode(place), frame);
        frame.putShort(at, (short) length);
        if (packets + 1 == PACKETS_A_FRAME) {
            flush(line, packets + 1);
            frame.clear().position(2);
            return 0;
        }
        return packets + 1;
    }

    private void flush(Line line, int packets) {
        if (packets > 0) {
            frame.putShort(0, (short) packets);
            hand(line, Arrays.copyOf(frame.array(), frame.position()));
        }
    }

    private void hand(Line line, byte[] bytes) {
        for (SimulatedExchange.FrameListener listener : listeners) {
            listener.frame(line.number, bytes);
        }
        line.data(bytes);
    }

    /** Each frame as it was, to the connections that subscribed to its first instrument. */
    private void replay(Path file) throws IOException {
        try (var capture = new RecordedFrames(file)) {
            long first = Long.MIN_VALUE;
            for (var entry = capture.next();
                    entry.isPresent() && !stopped;
                    entry = capture.next()) {
                byte[] bytes = entry.get().frame();
                first = first == Long.MIN_VALUE ? entry.get().receiptMs() : first;
                Instant due = time.start().plusMillis(entry.get().receiptMs() - first);
                long limitMs = due.toEpochMilli() + RECORDED_LEEWAY_MS;
                clock.due(limitMs);
                await(due);
                if (bytes.length == 0) {
                    continue; // it says the time
                }
                synchronized (this) {
                    lines.forEach(line -> {
                        if (isSubscribed(line, bytes)) {
                            hand(line, bytes);
                            ask(line, limitMs);
                        }
                    });
                }
                sendDue();
            }
        }
    }

    private boolean isSubscribed(Line line, byte[] bytes) {
        if (bytes.length < 8) {
            return line.subscriptions.count() > 0;
        }
        long token = ByteBuffer.wrap(bytes).getInt(4) & 0xFFFF_FFFFL;
        Integer place = places.get(token);
        return place != null && line.subscriptions.has(place);
    }

    private synchronized void sendDue() {
        lines.forEach(Line::sendDue);
    }

    private void await(Instant simulated) {
        Instant due = time.machineTimeOf(simulated);
        Duration left = Duration.between(Instant.now(), due);
        while (!stopped && (left.isPositive() || clock.holds(simulated))) {
            LockSupport.parkNanos(left.isPositive() ? left.toNanos() : LOOK.toNanos());
            clock.giveUp();
            left = Duration.between(Instant.now(), due);
        }
    }
}
