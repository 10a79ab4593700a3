package dev.shikra.plugins.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The JDK's websocket client: a third one beside the two that the feed's tests use. */
final class Client implements WebSocket.Listener, AutoCloseable {
    final List<byte[]> frames = new CopyOnWriteArrayList<>();
    final List<String> texts = new CopyOnWriteArrayList<>();

    /** Hears of each frame of data when it has come, before the next is read. */
    volatile Consumer<byte[]> onFrame = frame -> {};

    final AtomicInteger heartbeats = new AtomicInteger();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ByteBuffer> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    final WebSocket socket;

    /**
     * @throws java.util.concurrent.CompletionException if the handshake is refused
     */
    Client(URI address) {
        socket = http.newWebSocketBuilder().buildAsync(address, this).join();
    }

    static Client of(SimulatedExchange exchange) {
        return new Client(
                URI.create(
                        exchange.websocketUrl()
                                + "?api_key="
                                + exchange.apiKey()
                                + "&access_token="
                                + exchange.accessToken()));
    }

    void send(String message) {
        socket.sendText(message.replace('\'', '"'), true).join();
    }

    /** {@return each packet received so far} */
    List<byte[]> packets() {
        var packets = new ArrayList<byte[]>();
        for (byte[] bytes : frames) {
            ByteBuffer frame = ByteBuffer.wrap(bytes);
            for (int left = frame.getShort(); left > 0; left--) {
                byte[] packet = new byte[frame.getShort()];
                frame.get(packet);
                packets.add(packet);
            }
            if (frame.hasRemaining()) {
                throw new AssertionError(frame.remaining() + " bytes after the last packet");
            }
        }
        return packets;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onBinary(
            WebSocket webSocket, ByteBuffer data, boolean last) {
        ByteBuffer copy = ByteBuffer.allocate(data.remaining()).put(data).flip();
        parts.add(copy);
        if (last) {
            int length = parts.stream().mapToInt(ByteBuffer::remaining).sum();
            ByteBuffer whole = ByteBuffer.allocate(length);
            parts.forEach(whole::put);
            parts.clear();
            if (length == 1) {
                heartbeats.incrementAndGet();
            } else {
                frames.add(whole.array());
                onFrame.accept(whole.array());
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            texts.add(text.toString());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }
}
