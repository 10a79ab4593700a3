package dev.shikra.plugins.kite;

import dev.shikra.api.source.TickSink.Fault;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The ticker's binary frame, all integers big-endian:
 *
 * <pre>
 * frame := heartbeat (1 byte of any value)
 *        | u16 packets , packets times ( u16 length , length bytes )
 * </pre>
 *
 * A packet has no type byte: its length is its type. Stateless, any thread.
 */
final class KiteFrame {
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private KiteFrame() {}

    /** Takes what {@link #walk} finds, in the frame's order. */
    interface Visitor {
        /** One packet of a known length. {@code at} counts from the array's start. */
        void packet(byte[] bytes, int at, int length);

        /** {@code at} counts from the frame's start. */
        void fault(Fault fault, int at);
    }

    /**
     * Finds the packets of one frame. An unknown packet is a fault and skipped; a frame that ends
     * too early is a fault where the packet that does not fit begins, at its length.
     */
    static void walk(byte[] bytes, int offset, int length, Visitor visitor) {
        if (length == 1) {
            return; // heartbeat
        }
        if (length < 2) {
            visitor.fault(Fault.TRUNCATED, 0);
            return;
        }
        int end = offset + length;
        int at = offset + 2;
        for (int left = unsignedShort(bytes, offset); left > 0; left--) {
            if (end - at < 2 || end - at - 2 < unsignedShort(bytes, at)) {
                visitor.fault(Fault.TRUNCATED, at - offset);
                return;
            }
            int packetLength = unsignedShort(bytes, at);
            if (KitePacket.isKnown(packetLength)) {
                visitor.packet(bytes, at + 2, packetLength);
            } else {
                visitor.fault(Fault.UNKNOWN_PACKET, at - offset);
            }
            at += 2 + packetLength;
        }
        if (at < end) {
            visitor.fault(Fault.TRAILING_BYTES, at - offset);
        }
    }

    static int unsignedShort(byte[] bytes, int at) {
        return (short) SHORTS.get(bytes, at) & 0xFFFF;
    }
}
