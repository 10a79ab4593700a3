package dev.shikra.host.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DecimalTextTest {
    /** What it must say, slowly. */
    private static String slowly(double value) {
        long whole = (long) value;
        return whole == value && Math.abs(whole) < 1L << 53
                ? Long.toString(whole)
                : Double.toString(value);
    }

    private static void check(double value) {
        assertThat(DecimalText.of(value)).isEqualTo(slowly(value));
        assertThat(DecimalText.of(-value)).isEqualTo(slowly(-value));
    }

    @Test
    void saysWhatTheShortestDecimalSays() {
        DoubleStream.of(
                        0.0,
                        0.05,
                        0.001,
                        0.00099,
                        1234.55,
                        9_999_999.9999,
                        9_999_999.99999,
                        1e7,
                        1.00000005e7,
                        0.1 + 0.2,
                        1.005,
                        1e22,
                        1L << 53,
                        (1L << 53) - 1,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE)
                .forEach(DecimalTextTest::check);
    }

    @Test
    void saysItOfRandomPricesAndOfAnyDouble() {
        long seed = System.nanoTime();
        System.out.println("numbers as text, seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 300_000; i++) {
            double scale = Math.pow(10, random.nextInt(6));
            check(random.nextInt(2_000_000_000) / scale); // a few decimals
            check(random.nextInt(400_000) * 0.05); // with what the product's rounding leaves
            check(random.nextDouble() * scale);
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                check(any);
            }
        }
    }

    @Test
    void saysWholeNumbers() {
        var bytes = new byte[32];
        for (long value : new long[] {0, 9, 10, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            int end = DecimalText.put(bytes, 3, value);
            assertThat(new String(bytes, 3, end - 3, java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo(Long.toString(value));
        }
    }
}
