package dev.shikra.plugins.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Minute bars told as trades: bars built of the trades are the bars they were told from. */
class RecordedDayTest {
    private static final Path SHARED =
            Path.of("../../../shared/data/minute/nse_1min_178syms_2016-08-16_2016-09-09.zip");

    @TempDir private Path folder;

    /** What packets of one instrument add up to in one minute. */
    private static final class Built {
        private int open;
        private int high = Integer.MIN_VALUE;
        private int low = Integer.MAX_VALUE;
        private int close;
        private long volume;
        private long before;

        void trade(int price, long cumulative) {
            open = open == 0 ? price : open;
            high = Math.max(high, price);
            low = Math.min(low, price);
            close = price;
            volume += cumulative - before;
            before = cumulative;
        }

        int[] bar() {
            int[] bar = {open, high, low, close};
            open = 0;
            high = Integer.MIN_VALUE;
            low = Integer.MAX_VALUE;
            return bar;
        }
    }

    @Test
    void touchesOpenHighLowAndCloseWhateverTheBar() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int n = 0; n < 20_000; n++) {
            int low = random.nextInt(1, 500_000);
            int high = low + random.nextInt(5_000);
            int[] bar = {
                random.nextInt(low, high + 1), high, low, random.nextInt(low, high + 1)
            };
            long volume = random.nextInt(4, 200) * (long) random.nextInt(1, 100_000);
            var built = new Built();
            long cumulative = 0;
            for (int second = 0; second < MinutePath.SECONDS; second++) {
                long quantity = MinutePath.quantity(volume, second);
                assertThat(quantity).isNotNegative();
                cumulative += quantity;
                if (quantity > 0) {
                    built.trade(MinutePath.price(bar, second, 5), cumulative);
                }
            }
            assertThat(built.volume).as("seed %d", seed).isEqualTo(volume);
            assertThat(built.bar()).as("seed %d, volume %d", seed, volume).isEqualTo(bar);
        }
    }

    @Test
    void tellsBarsOfAFileAsTradesAndIsTheSameEachTime() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("bars.csv"),
                        """
                        Code,Date,Open,High,Low,Close,Volume
                        AAA,2024-01-01 15:29:00, 99, 99, 98, 98.5, 100
                        AAA,2024-01-02 09:16:00, 101, 102, 100.5, 100.75, 1000
                        AAA,2024-01-02 09:15:00, 100, 101.5, 99.95, 101, 7
                        IDX,2024-01-02 09:15:00, 2000, 2003.35, 1999.1, 2001.2, 0
                        """);
        RecordedDay day =
                MinuteFiles.read(List.of(file), Optional.of(LocalDate.of(2024, 1, 2)));
        assertThat(day.listings())
                .extracting(Listing::id, Listing::segment)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("NSE:AAA", "NSE"),
                        org.assertj.core.api.Assertions.tuple("NSE:IDX", "INDICES"));
        ByteBuffer first = ByteBuffer.allocate(184);
        assertThat(day.write(0, Mode.FULL, first)).isEqualTo(184);
        assertThat(first.getInt(4)).as("the day before's close").isEqualTo(9_850);

        assertThat(bars(day, 0, 2))
                .isDeepEqualTo(
                        new int[][] {
                            {10_000, 10_150, 9_995, 10_100, 7},
                            {10_100, 10_200, 10_050, 10_075, 1_000}
                        });
        RecordedDay again =
                MinuteFiles.read(List.of(file), Optional.of(LocalDate.of(2024, 1, 2)));
        assertThat(hash(again)).isEqualTo(hash(MinuteFiles.read(List.of(file), Optional.of(LocalDate.of(2024, 1, 2)))));
    }

    @Test
    void namesTheLineThatIsNoBar() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("X.csv"),
                        "date,open,high,low,close,volume\n2024-01-02 09:15:00,1,1,1,1,5\nyesterday,1,1,1,1,5\n");
        assertThatThrownBy(() -> MinuteFiles.read(List.of(file), Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("X.csv:3: 'yesterday,1,1,1,1,5' is no minute bar");
        Path other = Files.writeString(folder.resolve("Y.csv"), "a,b\n1,2\n");
        assertThatThrownBy(() -> MinuteFiles.read(List.of(other), Optional.empty()))
                .hasMessageContaining("no column date");
    }

    @Test
    void tellsARecordedSessionOfTheExchange() throws IOException {
        Assumptions.assumeTrue(
                Files.exists(SHARED), "skipped: no recorded data at " + SHARED.toAbsolutePath());
        RecordedDay day = MinuteFiles.read(List.of(SHARED), Optional.empty());
        assertThat(day.listings()).hasSizeBetween(170, 178);
        long trades = 0;
        while (day.hasNext()) {
            day.advance();
            trades += day.updates();
        }
        assertThat(trades).isGreaterThan(2_000_000);
    }

    private static int[][] bars(RecordedDay day, int place, int minutes) {
        var bars = new int[minutes][];
        var built = new Built();
        for (int minute = 0; minute < minutes; minute++) {
            long before = built.volume;
            for (int second = 0; second < 60; second++) {
                day.advance();
                for (int i = 0; i < day.updates(); i++) {
                    if (day.updated(i) == place) {
                        ByteBuffer packet = ByteBuffer.allocate(184);
                        day.write(place, Mode.FULL, packet);
                        built.trade(packet.getInt(4), packet.getInt(16) & 0xFFFF_FFFFL);
                    }
                }
            }
            int[] bar = Arrays.copyOf(built.bar(), 5);
            bar[4] = (int) (built.volume - before);
            bars[minute] = bar;
        }
        return bars;
    }

    private static int hash(RecordedDay day) {
        int hash = 0;
        ByteBuffer packet = ByteBuffer.allocate(184);
        for (int second = 0; second < 150; second++) {
            day.advance();
            for (int i = 0; i < day.updates(); i++) {
                packet.clear();
                day.write(day.updated(i), Mode.FULL, packet);
                hash = 31 * hash + Arrays.hashCode(packet.array());
            }
        }
        return hash;
    }
}
