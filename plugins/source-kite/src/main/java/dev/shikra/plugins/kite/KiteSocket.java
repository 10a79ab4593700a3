package dev.shikra.plugins.kite;

import dev.shikra.api.source.FrameSink;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ServerHandshake;
import org.slf4j.LoggerFactory;

/**
 * One websocket from connect to close. Its reading thread hands every data frame to the sink as it
 * came; while the sink is full it does not read, and the venue feels it. Used once.
 */
final class KiteSocket extends WebSocketClient {
    private static final String REFUSED = "Invalid status code received: 403";

    private final FrameSink sink;
    private final InstantSource clock;
    private final TextMessages texts;
    private final int connection;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile long lastFrameNanos;
    private volatile long lastDataNanos;
    private volatile boolean hasData;
    private volatile boolean delivering;
    private volatile boolean sinkStopped;
    private volatile String ending = "";
    private volatile Thread reader = Thread.currentThread();

    KiteSocket(
            URI address,
            int connection,
            KiteSettings settings,
            FrameSink sink,
            TextMessages texts) {
        super(address, new Draft_6455(), headers(), (int) settings.connectTimeout().toMillis());
        this.connection = connection;
        this.sink = sink;
        this.texts = texts;
        clock = settings.clock();
        setConnectionLostTimeout(0); // liveness is the connection's business
        setTcpNoDelay(true);
        setDaemon(true);
    }

    /**
     * The library traces whatever it writes up to 1,000 bytes, the handshake with its token
     * included. Where somebody traces it, the handshake is made too long for that.
     */
    private static Map<String, String> headers() {
        return LoggerFactory.getLogger(WebSocketImpl.class).isTraceEnabled()
                ? Map.of("X-Kite-Version", "3", "X-Padding", "-".repeat(1_000))
                : Map.of("X-Kite-Version", "3");
    }

    /** {@return whether it is open} */
    boolean open(Duration timeout) throws InterruptedException {
        boolean open = connectBlocking(timeout.toNanos(), TimeUnit.NANOSECONDS);
        lastFrameNanos = System.nanoTime();
        lastDataNanos = lastFrameNanos;
        return open;
    }

    /** {@return whether the venue answered the handshake with 403} */
    boolean isRefused() {
        return ending.contains(REFUSED);
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

    /** {@return when data came last, or the socket opened; {@link System#nanoTime}} */
    long lastDataNanos() {
        return delivering ? System.nanoTime() : lastDataNanos;
    }

    /** {@return whether it ended within the time} */
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return finished.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends it now, without waiting for the venue's goodbye. Frames that came are delivered. */
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
    public void onMessage(String text) {
        lastFrameNanos = System.nanoTime();
        texts.take(connection, text);
    }

    @Override
    public void onMessage(ByteBuffer message) {
        int length = message.remaining();
        if (length > 1) { // one byte is a heartbeat
            deliver(message, length);
        }
        lastFrameNanos = System.nanoTime();
    }

    private void deliver(ByteBuffer message, int length) {
        if (sinkStopped) {
            return;
        }
        long receiptMs = clock.millis();
        delivering = true;
        try {
            if (message.hasArray()) {
                int offset = message.arrayOffset() + message.position();
                sink.frame(receiptMs, message.array(), offset, length);
            } else {
                byte[] copy = new byte[length];
                message.get(copy);
                sink.frame(receiptMs, copy, 0, length);
            }
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
