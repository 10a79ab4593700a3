package dev.shikra.api.source;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Recorded frames in one file: for each frame the receipt time (u64, epoch ms), the length (u32)
 * and the frame as received; big-endian. A frame of no bytes says only that it was this time:
 * nothing came until then.
 *
 * <p>Between frames stands what the session learned of the past there, such as bars of the days
 * before, in the host's own coding: written alike, with the length's highest bit set. A piece of no
 * bytes says only that such pieces would stand in this file.
 */
public final class Capture {
    /** Longest frame, bytes. */
    public static final int MAX_FRAME = 16 << 20;

    private static final int HEAD = 12;
    private static final int PAST = 1 << 31;

    private Capture() {}

    /** Writes a capture. Not thread-safe. */
    public static final class Writer implements AutoCloseable {
        private final DataOutputStream out;

        public Writer(OutputStream out) {
            this.out = new DataOutputStream(new BufferedOutputStream(out, 1 << 16));
        }

        /**
         * Appends one frame.
         *
         * @param receiptMs epoch ms, {@code >= 0}
         * @param length 0 to {@link #MAX_FRAME}
         * @throws IllegalArgumentException if a number is outside its range
         */
        public void frame(long receiptMs, byte[] bytes, int offset, int length) throws IOException {
            write(0, receiptMs, bytes, offset, length);
        }

        /**
         * Appends a piece of what the session learned of the past, as {@link FrameSink#past} takes
         * it.
         *
         * @param receiptMs the market's time at which it was learned, epoch ms, {@code >= 0}
         * @param length 0 to {@link #MAX_FRAME}
         * @throws IllegalArgumentException if a number is outside its range
         */
        public void past(long receiptMs, byte[] bytes, int offset, int length) throws IOException {
            write(PAST, receiptMs, bytes, offset, length);
        }

        private void write(int mark, long receiptMs, byte[] bytes, int offset, int length)
                throws IOException {
            if (receiptMs < 0 || length < 0 || length > MAX_FRAME) {
                throw new IllegalArgumentException(
                        "a frame of "
                                + length
                                + " bytes received at "
                                + receiptMs
                                + " ms: a capture holds 0 to "
                                + MAX_FRAME
                                + " bytes and times from 0");
            }
            out.writeLong(receiptMs);
            out.writeInt(mark | length);
            out.write(bytes, offset, length);
        }

        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** What {@link Reader#next} found. */
    public enum Found {
        /** A whole frame. */
        FRAME,
        /** What the session learned of the past. */
        PAST,
        /** The end, behind a whole frame. */
        END,
        /** A frame that is cut short by the file's end; nothing can be read behind it. */
        TORN,
        /** A time or a length that can't be; nothing can be read behind it. */
        CORRUPT
    }

    /** Reads a capture, piece by piece, in a buffer that it keeps. Not thread-safe. */
    public static final class Reader implements AutoCloseable {
        private final InputStream in;
        private final byte[] head = new byte[HEAD];
        private byte[] bytes = new byte[1 << 16];
        private int length;
        private long receiptMs;
        private long at;
        private long nextAt;
        private Found found = Found.FRAME;

        public Reader(InputStream in) {
            this.in = new BufferedInputStream(in, 1 << 16);
        }

        /**
         * Moves to the next frame or piece of the past. After anything but these: the same again.
         */
        public Found next() throws IOException {
            if (found == Found.FRAME || found == Found.PAST) {
                found = read();
            }
            return found;
        }

        private Found read() throws IOException {
            at = nextAt;
            int got = in.readNBytes(head, 0, HEAD);
            if (got == 0) {
                return Found.END;
            }
            if (got < HEAD) {
                return Found.TORN;
            }
            receiptMs = 0;
            for (int i = 0; i < 8; i++) {
                receiptMs = receiptMs << 8 | (head[i] & 0xff);
            }
            length = 0;
            for (int i = 8; i < HEAD; i++) {
                length = length << 8 | (head[i] & 0xff);
            }
            boolean past = length < 0;
            length &= ~PAST;
            if (receiptMs < 0 || length > MAX_FRAME) {
                return Found.CORRUPT;
            }
            // Grown as bytes come: a wrong length must not cost 16 MiB.
            int read = 0;
            while (read < length) {
                if (read == bytes.length) {
                    bytes = Arrays.copyOf(bytes, Math.min(MAX_FRAME, bytes.length * 4));
                }
                int some = in.read(bytes, read, Math.min(length, bytes.length) - read);
                if (some < 0) {
                    return Found.TORN;
                }
                read += some;
            }
            nextAt = at + HEAD + length;
            return past ? Found.PAST : Found.FRAME;
        }

        /** {@return when what {@link #next} found was received, epoch ms} */
        public long receiptMs() {
            return receiptMs;
        }

        /** {@return its bytes, {@code [0, length())}; valid until {@link #next}} */
        public byte[] bytes() {
            return bytes;
        }

        public int length() {
            return length;
        }

        /** {@return byte offset at which what {@link #next} found begins} */
        public long at() {
            return at;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
