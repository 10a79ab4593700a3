package dev.shikra.plugins.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalTest {
    private static double parse(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.ISO_8859_1);
        return Decimal.parse(bytes, 1, bytes.length - 1);
    }

    @Test
    void equalsTheLibraryOnEveryFormOfNumber() {
        long seed = 5;
        Random random = new Random(seed);
        for (int i = 0; i < 1_000_000; i++) {
            String text =
                    switch (random.nextInt(6)) {
                        case 0 -> Double.toString(random.nextGaussian() * 1e4);
                        case 1 -> Long.toString(random.nextLong() >> random.nextInt(64));
                        case 2 -> "%d.%02d".formatted(random.nextInt(100_000), random.nextInt(100));
                        case 3 ->
                                random.nextInt(2000)
                                        + "."
                                        + "0".repeat(random.nextInt(20))
                                        + random.nextInt(1000);
                        case 4 ->
                                "0".repeat(random.nextInt(4))
                                        + random.nextInt(100)
                                        + "0".repeat(random.nextInt(20))
                                        + ".";
                        default -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                    };
            double expected = Double.parseDouble(text);
            if (Double.isInfinite(expected)) {
                expected = Double.NaN;
            }
            double read = parse(text);
            if (Double.doubleToLongBits(read) != Double.doubleToLongBits(expected)) {
                throw new AssertionError("seed " + seed + ": '" + text + "' read as " + read);
            }
        }
    }

    @Test
    void refusesWhatIsNoNumber() {
        for (String text :
                new String[] {
                    "",
                    "-",
                    ".",
                    "abc",
                    "1,5",
                    "NaN",
                    "Infinity",
                    "0x10",
                    "1.2.3",
                    "1f",
                    "1e999",
                    " 1"
                }) {
            assertThat(parse(text)).as(text).isNaN();
        }
        assertThat(parse("-0")).isEqualTo(-0.0);
        assertThat(parse("+7.50")).isEqualTo(7.5);
    }
}
