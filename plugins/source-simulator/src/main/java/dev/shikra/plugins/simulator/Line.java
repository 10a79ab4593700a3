package dev.shikra.plugins.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One websocket connection's outgoing side: a bounded queue and the thread that empties it. A
 * client that does not read is cut off when the queue is full. {@link #data} and {@link #sendDue}
 * are called under the pace's monitor, all else from any thread.
 */
final class Line {
    private static final int QUEUE = 16_384;
    private static final byte[] END = {};

    private final Socket socket;
    private final Faults faults;
    private final AtomicLong notSent;
    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(QUEUE);
    private final List<Delayed> delayed = new ArrayList<>();
    private byte[] heldBack = END;

    final int number;
    final Subscriptions subscriptions;

    private record Delayed(long dueNanos, byte[] frame) {}

    Line(
            int number,
            Socket socket,
            Subscriptions subscriptions,
            Faults faults,
            AtomicLong notSent) {
        this.number = number;
        this.socket = socket;
        this.subscriptions = subscriptions;
        this.faults = faults;
        this.notSent = notSent;
    }

    /** Sends a data frame, as the faults will have it. */
    void data(byte[] frame) {
        if (faults.isSilent() || faults.isFrozen()) {
            return;
        }
        if (faults.takeMalformed()) {
            binary(java.util.Arrays.copyOf(frame, frame.length - 3));
        }
        if (faults.takeDelay()) {
            delayed.add(new Delayed(System.nanoTime() + faults.delayBy().toNanos(), frame));
            return;
        }
        if (heldBack == END && faults.takeReorder()) {
            heldBack = frame;
            return;
        }
        binary(frame);
        if (heldBack != END) {
            binary(heldBack);
            heldBack = END;
        }
        if (faults.takeDuplicate()) {
            binary(frame);
        }
    }

    /** Sends what was delayed and is due. */
    void sendDue() {
        long now = System.nanoTime();
        for (int i = 0; i < delayed.size(); i++) {
            if (delayed.get(i).dueNanos() - now <= 0) {
                binary(delayed.remove(i--).frame());
            }
        }
    }

    void heartbeat() {
        binary(new byte[] {0});
    }

    void text(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        offer(WebSocketFrames.encode(WebSocketFrames.TEXT, bytes, bytes.length));
    }

    /** Asks for a sign that all before has arrived: the client's pong brings the number. */
    void ping(long number) {
        control(WebSocketFrames.PING, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** {@return whether it is meant to arrive late, or never, so that no answer is waited for} */
    boolean isHampered() {
        return faults.isFrozen() || !faults.pauseBetweenBytes().isZero();
    }

    void control(int opcode, byte[] payload) {
        offer(WebSocketFrames.encode(opcode, payload, payload.length));
    }

    /** Says goodbye and closes when that is written. */
    void close() {
        control(WebSocketFrames.CLOSE, new byte[] {0x03, (byte) 0xE9}); // 1001: going away
        offer(END);
    }

    /** Cuts the connection; the client sees a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            return; // it is gone already
        } finally {
            queue.clear();
            queue.offer(END);
        }
    }

    private void binary(byte[] frame) {
        offer(WebSocketFrames.encode(WebSocketFrames.BINARY, frame, frame.length));
    }

    private void offer(byte[] encoded) {
        if (encoded != END && faults.isFrozen()) {
            return;
        }
        if (!queue.offer(encoded)) {
            notSent.incrementAndGet();
            reset();
        }
    }

    /** Writes until the connection ends. Own thread. */
    void write() {
        try (OutputStream out = socket.getOutputStream()) {
            while (true) {
                byte[] next = queue.take();
                if (next == END) {
                    return;
                }
                Duration pause = faults.pauseBetweenBytes();
                if (pause.isZero()) {
                    out.write(next);
                } else {
                    trickle(next, pause, out);
                }
            }
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            reset();
            Thread.currentThread().interrupt();
        }
    }

    private void trickle(byte[] bytes, Duration pause, OutputStream out)
            throws IOException, InterruptedException {
        for (byte one : bytes) {
            out.write(one);
            if (!faults.pauseBetweenBytes().isZero()) {
                Thread.sleep(pause);
            }
        }
    }
}
