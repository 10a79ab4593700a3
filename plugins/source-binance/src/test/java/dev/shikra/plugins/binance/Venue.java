package dev.shikra.plugins.binance;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A local server that speaks the venue's documented messages to whoever connects. */
final class Venue extends WebSocketServer implements AutoCloseable {
    /** Paths with queries, in the order of the connections. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /** Payloads of pongs. */
    final List<String> pongs = new CopyOnWriteArrayList<>();

    private final CountDownLatch started = new CountDownLatch(1);

    private Venue() {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        setReuseAddr(true);
        setDaemon(true);
        setConnectionLostTimeout(0);
    }

    static Venue open() throws InterruptedException {
        var venue = new Venue();
        venue.start();
        if (!venue.started.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the venue does not start");
        }
        return venue;
    }

    String address() {
        return "ws://127.0.0.1:" + getPort();
    }

    /** {@return a message of the trade stream, as the venue documents it} */
    static String trade(String symbol, long id, String price, String quantity, long timeMs) {
        return ("{\"stream\":\"%s@trade\",\"data\":{\"e\":\"trade\",\"E\":%d,\"s\":\"%s\",\"t\":%d,"
                        + "\"p\":\"%s\",\"q\":\"%s\",\"b\":88,\"a\":50,\"T\":%d,\"m\":true,\"M\":true}}")
                .formatted(
                        symbol.toLowerCase(java.util.Locale.ROOT),
                        timeMs + 3,
                        symbol,
                        id,
                        price,
                        quantity,
                        timeMs);
    }

    /** Ends every connection without a goodbye, as a lost line does. */
    void cut() {
        for (WebSocket connection : getConnections()) {
            connection.closeConnection(1006, "");
        }
    }

    void ping(String payload) {
        var frame = new PingFrame();
        frame.setPayload(
                ByteBuffer.wrap(payload.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        getConnections().forEach(connection -> connection.sendFrame(frame));
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
        asked.add(handshake.getResourceDescriptor());
    }

    @Override
    public void onWebsocketPong(WebSocket connection, Framedata frame) {
        pongs.add(
                java.nio.charset.StandardCharsets.UTF_8.decode(frame.getPayloadData()).toString());
    }

    @Override
    public void onMessage(WebSocket connection, String message) {}

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket connection, Exception error) {}

    @Override
    public void close() throws InterruptedException {
        stop(1000);
    }
}
