package dev.shikra.host.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of signals and alerts: the same cause has the same id, live, in replay and after a crash. */
final class AlertId {
    private AlertId() {}

    /**
     * {@return 32 hexadecimal digits: the first half of a SHA-256 over all that makes the signal
     * what it is}
     */
    static String of(String rule, String version, String instrument, long eventMs, int ordinal) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : new String[] {rule, version, instrument}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
                digest.update(bytes);
            }
            digest.update(ByteBuffer.allocate(12).putLong(0, eventMs).putInt(8, ordinal));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
