package dev.shikra.plugins.kite;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/** Builds the ticker's packets and frames by hand, number by number. */
final class Packets {
    static final int RELIANCE = 2885 << 8 | 1;
    static final int NIFTY = 1001 << 8 | 9;
    static final int NIFTY_CALL = 53_001 << 8 | 2;
    static final int USDINR = 4_411 << 8 | 3;
    static final int BSE_USDINR = 4_411 << 8 | 6;
    static final int[] LENGTHS = {8, 28, 32, 44, 184};

    private Packets() {}

    static byte[] ltp(int token, int price) {
        return ByteBuffer.allocate(8).putInt(token).putInt(price).array();
    }

    static byte[] of(int length, int... words) {
        ByteBuffer packet = ByteBuffer.allocate(length);
        for (int word : words) {
            packet.putInt(word);
        }
        return packet.array();
    }

    /** A full packet whose depth prices count away from {@code price}. */
    static byte[] full(int token, int price, int lastTradeTime, int exchangeTime) {
        ByteBuffer packet = ByteBuffer.allocate(184);
        packet.putInt(token).putInt(price).putInt(25).putInt(price - 7).putInt(1_234_567);
        packet.putInt(900).putInt(800);
        packet.putInt(price - 50).putInt(price + 90).putInt(price - 80).putInt(price - 20);
        packet.putInt(lastTradeTime).putInt(5_000).putInt(6_000).putInt(4_000);
        packet.putInt(exchangeTime);
        for (int level = 0; level < 5; level++) {
            packet.putInt(100 + level).putInt(price - 5 - level);
            packet.putShort((short) (10 + level)).putShort((short) 0);
        }
        for (int level = 0; level < 5; level++) {
            packet.putInt(200 + level).putInt(price + 5 + level);
            packet.putShort((short) (20 + level)).putShort((short) 0);
        }
        return packet.array();
    }

    static byte[] frame(byte[]... packets) {
        int length = 2;
        for (byte[] packet : packets) {
            length += 2 + packet.length;
        }
        ByteBuffer frame = ByteBuffer.allocate(length).putShort((short) packets.length);
        for (byte[] packet : packets) {
            frame.putShort((short) packet.length).put(packet);
        }
        return frame.array();
    }

    /** A well-formed frame of random packets for the given tokens. */
    static byte[] randomFrame(RandomGenerator random, List<Integer> tokens, int mostPackets) {
        byte[][] packets = new byte[random.nextInt(mostPackets + 1)][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = new byte[LENGTHS[random.nextInt(LENGTHS.length)]];
            random.nextBytes(packets[i]);
            ByteBuffer.wrap(packets[i]).putInt(tokens.get(random.nextInt(tokens.size())));
        }
        return frame(packets);
    }
}
