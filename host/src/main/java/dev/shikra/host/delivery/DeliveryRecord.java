package dev.shikra.host.delivery;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Payload of the journal's delivery record: 1 byte format (1), 1 byte outcome, 2 bytes attempts
 * (big-endian), 16 bytes alert id, 1 byte length of the notifier's id, the id in UTF-8.
 *
 * @param alertId 32 hexadecimal digits, lower case
 * @param notifierId 1 to 255 bytes of UTF-8
 * @param attempts 0 to 65535
 */
public record DeliveryRecord(
        String alertId, String notifierId, DeliveryOutcome outcome, int attempts) {
    private static final int FORMAT = 1;
    private static final int ID_BYTES = 16;
    private static final int FIXED_BYTES = 4 + ID_BYTES + 1;
    private static final int MAX_ATTEMPTS = 0xFFFF;

    public DeliveryRecord {
        if (alertId.length() != 2 * ID_BYTES
                || !alertId.chars()
                        .allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException(
                    "alert id '" + alertId + "' is not 32 hexadecimal digits in lower case");
        }
        int length = notifierId.getBytes(StandardCharsets.UTF_8).length;
        if (length < 1 || length > 255) {
            throw new IllegalArgumentException(
                    "notifier id '" + notifierId + "' has " + length + " bytes, not 1 to 255");
        }
        if (attempts < 0 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "attempts " + attempts + " is not from 0 to " + MAX_ATTEMPTS);
        }
    }

    /** {@return the payload} */
    public byte[] encode() {
        byte[] notifier = notifierId.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[FIXED_BYTES + notifier.length];
        out[0] = FORMAT;
        out[1] = (byte) outcome.code();
        out[2] = (byte) (attempts >>> 8);
        out[3] = (byte) attempts;
        System.arraycopy(HexFormat.of().parseHex(alertId), 0, out, 4, ID_BYTES);
        out[4 + ID_BYTES] = (byte) notifier.length;
        System.arraycopy(notifier, 0, out, FIXED_BYTES, notifier.length);
        return out;
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are something else; the message says what
     */
    public static DeliveryRecord decode(byte[] bytes, int at, int length) {
        if (length < FIXED_BYTES || bytes[at] != FORMAT) {
            throw new IllegalArgumentException(
                    "a delivery record of "
                            + length
                            + " bytes and format "
                            + (length > 0 ? Byte.toUnsignedInt(bytes[at]) : "none")
                            + " can't be read: this host reads format "
                            + FORMAT
                            + " of at least "
                            + FIXED_BYTES
                            + " bytes");
        }
        int notifier = Byte.toUnsignedInt(bytes[at + 4 + ID_BYTES]);
        if (FIXED_BYTES + notifier != length) {
            throw new IllegalArgumentException(
                    "a delivery record of "
                            + length
                            + " bytes names a notifier of "
                            + notifier
                            + ": it would have "
                            + (FIXED_BYTES + notifier));
        }
        return new DeliveryRecord(
                HexFormat.of().formatHex(bytes, at + 4, at + 4 + ID_BYTES),
                new String(bytes, at + FIXED_BYTES, notifier, StandardCharsets.UTF_8),
                DeliveryOutcome.of(Byte.toUnsignedInt(bytes[at + 1])),
                Byte.toUnsignedInt(bytes[at + 2]) << 8 | Byte.toUnsignedInt(bytes[at + 3]));
    }
}
