package dev.shikra.plugins.kite;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** A websocket server that sends what it is told to, once somebody has subscribed. */
final class FrameVenue extends WebSocketServer {
    private static final int PATIENCE_S = 20;

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch subscribed = new CountDownLatch(1);

    private FrameVenue() {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        setReuseAddr(true);
        setDaemon(true);
        setConnectionLostTimeout(0);
    }

    static FrameVenue open() {
        var venue = new FrameVenue();
        venue.start();
        await(venue.started, "the venue starts");
        return venue;
    }

    private static void await(CountDownLatch latch, String what) {
        try {
            if (!latch.await(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not within " + PATIENCE_S + " s: " + what);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted before " + what, e);
        }
    }

    String address() {
        return "ws://127.0.0.1:" + getPort();
    }

    void awaitSubscription() {
        await(subscribed, "somebody subscribes");
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {}

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onMessage(WebSocket connection, String message) {
        if (message.contains("mode")) { // the last thing that a client asks for
            subscribed.countDown();
        }
    }

    @Override
    public void onError(WebSocket connection, Exception error) {}
}
