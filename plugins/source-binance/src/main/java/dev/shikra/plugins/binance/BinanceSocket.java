package dev.shikra.plugins.binance;

import dev.shikra.api.source.FrameSink;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One websocket from connect to close. Its reading thread hands every message to the sink as it
 * came; while the sink is full it does not read, and the venue feels it. Pings are answered by the
 * library, with their payload. Used once.
 */
final class BinanceSocket extends WebSocketClient {
    private static final Logger log = LoggerFactory.getLogger(BinanceSocket.class);
    private static final int LONGEST_SAID = 300;

    private final FrameSink sink;
    private final MissedTrades missed;
    private final InstantSource clock;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile long lastFrameNanos;
    private volatile long lastDataNanos;
    private volatile boolean hasData;
    private volatile boolean delivering;
    private volatile boolean sinkStopped;
    private volatile String ending = "";
    private volatile Thread reader = Thread.currentThread();

    BinanceSocket(BinanceSettings settings, FrameSink sink, MissedTrades missed) {
        super(
                settings.streamAddress(),
                new Draft_6455(),
                java.util.Map.of(),
                (int) settings.connectTimeout().toMillis());
        this.sink = sink;
        this.missed = missed;
        clock = settings.clock();
        setConnectionLostTimeout(0); // the venue pings; unasked pings of ours count as messages
        setTcpNoDelay(true);
        setDaemon(true);
    }

    /** {@return whether it is open} */
    boolean open(Duration timeout) throws InterruptedException {
        boolean open = connectBlocking(timeout.toNanos(), TimeUnit.NANOSECONDS);
        lastFrameNanos = System.nanoTime();
        lastDataNanos = lastFrameNanos;
        return open;
    }

    /** {@return why it ended, in the library's or the venue's words} */
    String ending() {
        return ending;
    }

    boolean hasData() {
        return hasData;
    }

    /** {@return whether the host no longer takes frames} */
    boolean isSinkStopped() {
        return sinkStopped;
    }

    /** {@return since when nothing at all came; zero while the host is taking a frame} */
    Duration silence() {
        return delivering ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastFrameNanos);
    }

    /** {@return since when no data came; zero while the host is taking a frame} */
    Duration dataSilence() {
        return delivering ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastDataNanos);
    }

    /** {@return whether it ended within the time} */
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return finished.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends it now, without waiting for the venue's goodbye. Messages that came are delivered. */
    void abandon() {
        closeConnection(CloseFrame.GOING_AWAY, "");
        Socket socket = getSocket();
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                ending = e.toString(); // it is closed as far as we are concerned
            }
        }
    }

    /** Interrupts a delivery that waits for room at the host. */
    void interruptDelivery() {
        if (delivering) {
            reader.interrupt();
        }
    }

    @Override
    public void run() {
        reader = Thread.currentThread();
        try {
            super.run();
        } finally {
            finished.countDown();
        }
    }

    @Override
    public void onOpen(ServerHandshake handshake) {}

    @Override
    public void onWebsocketPing(WebSocket connection, Framedata frame) {
        lastFrameNanos = System.nanoTime();
        super.onWebsocketPing(connection, frame);
    }

    @Override
    public void onMessage(String text) {
        if (text.contains("\"serverShutdown\"")) {
            ending = "the venue says that it shuts this server down";
            closeConnection(CloseFrame.GOING_AWAY, ending);
        } else if (text.contains("\"e\"")) {
            deliver(text.getBytes(StandardCharsets.UTF_8));
        } else {
            String line = text.replaceAll("\\p{Cntrl}+", " ");
            log.warn(
                    "binance: the venue says: {}",
                    line.length() <= LONGEST_SAID ? line : line.substring(0, LONGEST_SAID) + "…");
        }
        lastFrameNanos = System.nanoTime();
    }

    private void deliver(byte[] message) {
        if (sinkStopped) {
            return;
        }
        long receiptMs = clock.millis();
        delivering = true;
        try {
            missed.look(message, sink);
            sink.frame(receiptMs, message, 0, message.length);
        } catch (InterruptedException e) {
            sinkStopped = true;
            Thread.currentThread().interrupt();
            closeConnection(CloseFrame.GOING_AWAY, "");
        } finally {
            lastDataNanos = System.nanoTime();
            delivering = false;
            hasData = true;
        }
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
        if (ending.isEmpty()) {
            ending = reason == null || reason.isBlank() ? "closed with code " + code : reason;
        }
    }

    @Override
    public void onError(Exception error) {
        if (ending.isEmpty()) {
            ending = error.toString();
        }
    }
}
