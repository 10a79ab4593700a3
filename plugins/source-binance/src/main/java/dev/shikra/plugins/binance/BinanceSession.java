package dev.shikra.plugins.binance;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the one connection up: connects, watches that data comes, and starts anew when it does not.
 * The venue ends every connection after a day; that is a loss like another, and the trades that
 * passed meanwhile are told of.
 */
final class BinanceSession implements SourceSession {
    private static final Logger log = LoggerFactory.getLogger(BinanceSession.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final BinanceSettings settings;
    private final List<Instrument> instruments;
    private final Pauses pauses;
    private final CountDownLatch closed = new CountDownLatch(1);
    private FeedState told = FeedState.RECONNECTING;

    BinanceSession(BinanceSettings settings, RandomGenerator random) {
        this.settings = settings;
        instruments = settings.instruments();
        pauses = new Pauses(settings.firstPause(), settings.longestPause(), random);
    }

    /** How a socket's life ended. */
    private sealed interface Ending {
        /** It was lost, or given up as mute. */
        record Lost(FeedState state, String reason) implements Ending {}

        /** The host takes no more frames. */
        record SinkStopped() implements Ending {}

        /** The session was closed. */
        record Closed() implements Ending {}
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public void run(FrameSink sink) throws InterruptedException {
        var missed = new MissedTrades(instruments);
        while (true) {
            switch (hold(sink, missed)) {
                case Ending.Lost(FeedState state, String reason) -> {
                    Duration pause = pauses.next();
                    String shown = reason + "; connecting anew in " + pause.toMillis() + " ms";
                    log.warn("binance: {}", shown);
                    tell(sink, state, shown);
                    if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                }
                case Ending.SinkStopped() ->
                        throw new InterruptedException("the host takes no more frames");
                case Ending.Closed() -> {
                    return;
                }
            }
        }
    }

    private Ending hold(FrameSink sink, MissedTrades missed) throws InterruptedException {
        if (closed.getCount() == 0) {
            return new Ending.Closed();
        }
        var socket = new BinanceSocket(settings, sink, missed);
        try {
            if (!socket.open(settings.connectTimeout())) {
                String why =
                        socket.ending().isEmpty()
                                ? "no answer within " + settings.connectTimeout().toMillis() + " ms"
                                : socket.ending();
                return new Ending.Lost(
                        stateWhileDown(),
                        "no connection to " + settings.websocketUrl() + ": " + why);
            }
            return watch(socket, sink);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the end must know
            throw e;
        } finally {
            end(socket);
        }
    }

    /** A mute feed stays mute until data comes. */
    private FeedState stateWhileDown() {
        return told == FeedState.MUTE ? FeedState.MUTE : FeedState.RECONNECTING;
    }

    private Ending watch(BinanceSocket socket, FrameSink sink) throws InterruptedException {
        boolean ended = false;
        while (!ended) {
            ended = socket.awaitEnd(LOOK);
            if (told != FeedState.MUTE || socket.hasData()) {
                tell(
                        sink,
                        FeedState.LIVE,
                        "connected to the trades of " + instruments.size() + " pairs");
            }
            if (socket.hasData()) {
                pauses.reset();
            }
            if (socket.isSinkStopped()) {
                return new Ending.SinkStopped();
            }
            if (closed.getCount() == 0) {
                return new Ending.Closed();
            }
            if (socket.silence().compareTo(settings.readTimeout()) > 0) {
                return new Ending.Lost(
                        stateWhileDown(),
                        "nothing came for "
                                + settings.readTimeout().toMillis()
                                + " ms, not even a ping");
            }
            if (socket.dataSilence().compareTo(settings.muteAfter()) > 0) {
                return new Ending.Lost(
                        FeedState.MUTE,
                        "no trade for "
                                + settings.muteAfter().toMillis()
                                + " ms: check the symbols, or raise muteAfterMs where they trade"
                                + " less often");
            }
        }
        return new Ending.Lost(stateWhileDown(), "the connection was lost: " + socket.ending());
    }

    /** Says how the feed stands, when that changes. */
    private void tell(FrameSink sink, FeedState state, String reason) {
        if (state != told) {
            told = state;
            sink.state(state, reason);
            log.info("binance: {}: {}", state, reason);
        }
    }

    /**
     * What the socket has received is delivered before another one starts. Who closes the session
     * waits so long for a host that is full, and no longer.
     */
    private void end(BinanceSocket socket) {
        socket.abandon();
        boolean interrupted = Thread.interrupted();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                boolean enough = closed.getCount() == 0 && System.nanoTime() > patience;
                if (interrupted || enough) {
                    socket.interruptDelivery();
                }
                if (socket.awaitEnd(LOOK)) {
                    break;
                }
                socket.abandon(); // it may have been connecting still
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
