package dev.shikra.host.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryRecordTest {
    @Test
    void readsBackWhatItWrote() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] id = new byte[16];
            random.nextBytes(id);
            var record =
                    new DeliveryRecord(
                            HexFormat.of().formatHex(id),
                            "n\u00FC".repeat(1 + random.nextInt(60)),
                            DeliveryOutcome.values()[random.nextInt(2)],
                            random.nextInt(0x10000));
            byte[] encoded = record.encode();
            byte[] shifted = new byte[encoded.length + 7];
            System.arraycopy(encoded, 0, shifted, 5, encoded.length);

            assertThat(DeliveryRecord.decode(shifted, 5, encoded.length))
                    .as("seed " + seed)
                    .isEqualTo(record);
        }
    }

    @Test
    void theLayoutIsFixed() {
        var record =
                new DeliveryRecord(
                        "000102030405060708090a0b0c0d0eff", "tg", DeliveryOutcome.FAILED, 258);

        assertThat(HexFormat.of().formatHex(record.encode()))
                .isEqualTo("01020102" + "000102030405060708090a0b0c0d0eff" + "02" + "7467");
    }

    @Test
    void refusesOtherBytesAndSaysWhy() {
        byte[] good =
                new DeliveryRecord("0".repeat(32), "console", DeliveryOutcome.DELIVERED, 1)
                        .encode();
        byte[] newer = good.clone();
        newer[0] = 9;
        byte[] outcome = good.clone();
        outcome[1] = 77;

        assertThatThrownBy(() -> DeliveryRecord.decode(newer, 0, newer.length))
                .hasMessageContaining("format 9");
        assertThatThrownBy(() -> DeliveryRecord.decode(outcome, 0, outcome.length))
                .hasMessageContaining("77");
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> DeliveryRecord.decode(cut, 0, cut.length))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void refusesValuesThatCannotBeWritten() {
        assertThatThrownBy(() -> new DeliveryRecord("XYZ", "c", DeliveryOutcome.FAILED, 1))
                .hasMessageContaining("XYZ");
        assertThatThrownBy(() -> new DeliveryRecord("0".repeat(32), "", DeliveryOutcome.FAILED, 1))
                .hasMessageContaining("0 bytes");
        assertThatThrownBy(() ->
                        new DeliveryRecord("0".repeat(32), "c", DeliveryOutcome.FAILED, 65536))
                .hasMessageContaining("65536");
    }
}
