package dev.shikra.plugins.simulator;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's side of RFC 6455 framing. Stateless. */
final class WebSocketFrames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LONGEST = 1 << 20;
    private static final String HANDSHAKE_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private WebSocketFrames() {}

    /** What a client sent, unmasked. */
    record Incoming(int opcode, boolean last, byte[] payload) {}

    /** {@return the answer to a client's {@code Sec-WebSocket-Key}} */
    static String accept(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + HANDSHAKE_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /** {@return an unmasked, unfragmented frame, ready to be written} */
    static byte[] encode(int opcode, byte[] payload, int length) {
        int lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
        ByteBuffer frame = ByteBuffer.allocate(2 + lengthBytes + length);
        frame.put((byte) (FINAL | opcode));
        switch (lengthBytes) {
            case 0 -> frame.put((byte) length);
            case 2 -> frame.put((byte) 126).putShort((short) length);
            default -> frame.put((byte) 127).putLong(length);
        }
        return frame.put(payload, 0, length).array();
    }

    /**
     * Reads a client's frame.
     *
     * @throws EOFException if the client hangs up
     * @throws IOException if the frame is unmasked or longer than a client has reason to send
     */
    static Incoming read(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        int first = data.readUnsignedByte();
        int second = data.readUnsignedByte();
        long length = second & 0x7F;
        if (length == 126) {
            length = data.readUnsignedShort();
        } else if (length == 127) {
            length = data.readLong();
        }
        if ((second & MASKED) == 0) {
            throw new IOException("a client's frame must be masked");
        }
        if (length < 0 || length > LONGEST) {
            throw new IOException("a client's frame of " + length + " bytes is refused");
        }
        byte[] mask = new byte[4];
        data.readFully(mask);
        byte[] payload = new byte[(int) length];
        data.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Incoming(first & 0x0F, (first & FINAL) != 0, payload);
    }
}
