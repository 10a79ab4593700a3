package dev.shikra.plugins.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.TickSink;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradeDecoderTest {
    private static final long TIME = 1_672_515_782_136L;
    private static final List<Instrument> INSTRUMENTS =
            BinanceSettings.parse(Map.of("symbols", "BTCUSDT, BNBBTC"), () -> null).instruments();

    private final TradeDecoder decoder = new TradeDecoder(INSTRUMENTS);
    private final Heard heard = new Heard();

    /** Keeps what a decoder says, as text. */
    private static final class Heard implements TickSink {
        final List<String> ticks = new ArrayList<>();
        final List<String> faults = new ArrayList<>();

        @Override
        public void tick(Tick tick) {
            ticks.add(
                    tick.kind
                            + " "
                            + tick.instrument
                            + " "
                            + tick.lastPrice
                            + " "
                            + tick.lastQuantity
                            + " "
                            + tick.exchangeTimeMs);
        }

        @Override
        public void fault(Fault fault, int at) {
            faults.add(fault + " at " + at);
        }
    }

    private void decode(String message) {
        byte[] padded = ("##" + message + "##").getBytes(StandardCharsets.UTF_8);
        decoder.decode(padded, 2, padded.length - 4, heard);
    }

    @Test
    void readsTheDocumentedMessage() {
        decode(Venue.trade("BNBBTC", 12345, "0.00100000", "100.00000000", TIME));
        assertThat(heard.ticks).containsExactly("TRADE 1 0.001 100.0 " + TIME);
        assertThat(heard.faults).isEmpty();
    }

    @Test
    void readsTheInnerObjectOfARawStream() {
        decode(
                "{\"e\":\"trade\",\"E\":1,\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"42000.01\",\"q\":\"0.5\",\"T\":1672515782136}");
        assertThat(heard.ticks).containsExactly("TRADE 0 42000.01 0.5 " + TIME);
    }

    @Test
    void doesNotMindOrderBlanksOrWhatItDoesNotKnow() {
        decode(
                """
                { "data" : { "T":1672515782136, "new" : [ {"p":"1"}, "a\\"]", -1.5e3, null ],
                  "q":"0.0000000001", "X":{"s":"ETHUSDT","deep":[[{}]]}, "s":"BTCUSDT",
                  "p":"42000.0100000000", "e":"trade" } , "stream":"btcusdt@trade" }
                """);
        assertThat(heard.faults).isEmpty();
        assertThat(heard.ticks).containsExactly("TRADE 0 42000.01 1.0E-10 " + TIME);
    }

    @Test
    void readsMicrosecondsWhereTheAddressAsksForThem() {
        decode(Venue.trade("BTCUSDT", 1, "1", "1", TIME * 1000 + 999));
        assertThat(heard.ticks).containsExactly("TRADE 0 1.0 1.0 " + TIME);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"1\",\"q\":\"1\",\"T\":1 | TRUNCATED at 48",
                "{\"e\":\"tra                                             | TRUNCATED at 9",
                "{\"e\":\"trade\\                                         | TRUNCATED at 12",
                "[1]                                                      | BAD_VALUE at 0",
                "{\"result\":null,\"id\":1}                               | UNKNOWN_PACKET at 0",
                "{\"e\":\"kline\",\"s\":\"BTCUSDT\"}                      | UNKNOWN_PACKET at 0",
                "{\"e\":\"trade\",\"s\":\"XRPUSDT\",\"p\":\"1\",\"q\":\"1\",\"T\":1} | UNKNOWN_INSTRUMENT at 18",
                "{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"-1\",\"q\":\"1\",\"T\":1} | BAD_VALUE at 32",
                "{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"1\",\"q\":\"0\",\"T\":1} | BAD_VALUE at 40",
                "{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"1\",\"q\":\"1\",\"T\":\"1\"} | BAD_VALUE at 48",
                "{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"1\",\"q\":\"1\"}         | BAD_VALUE at 0",
                "{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"p\":\"1\",\"q\":\"1\",\"T\":1}x | TRAILING_BYTES at 49",
            })
    void describesWhatItCantRead(String message, String fault) {
        decode(message);
        assertThat(heard.ticks).isEmpty();
        assertThat(heard.faults).containsExactly(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "1.2.3", "1e5", "0x1", "NaN", "1234567890123456789", " 1"})
    void takesNothingForANumberThatIsNone(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(Decimals.read(bytes, 0, bytes.length)).isNaN();
    }

    @Test
    void readsDecimalsAsTheJdkDoes() {
        long seed = System.nanoTime();
        System.out.println("readsDecimalsAsTheJdkDoes: seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            int digits = 1 + random.nextInt(15);
            long value = (long) (random.nextDouble() * Math.pow(10, digits));
            String text =
                    BigDecimal.valueOf(value, random.nextInt(11))
                            .setScale(10, RoundingMode.UNNECESSARY)
                            .toPlainString();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            double expected = Double.parseDouble(text);
            double read = Decimals.read(bytes, 0, bytes.length);
            if (text.replace(".", "").replaceFirst("^0+", "").replaceFirst("0+$", "").length()
                    <= 15) {
                assertThat(read).as("%s, seed %d", text, seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void neverThrowsAndAlwaysSaysSomething() {
        long seed = System.nanoTime();
        System.out.println("neverThrowsAndAlwaysSaysSomething: seed " + seed);
        var random = new Random(seed);
        byte[] good =
                Venue.trade("BTCUSDT", 77, "42000.01000000", "0.00010000", TIME)
                        .getBytes(StandardCharsets.UTF_8);
        byte[] alphabet = "{}[]\",:\\ estpqTdata0123.x-".getBytes(StandardCharsets.UTF_8);
        var counts = new int[2];
        for (int i = 0; i < 500_000; i++) {
            byte[] bytes;
            if (i % 4 == 0) {
                bytes = new byte[random.nextInt(60)];
                for (int k = 0; k < bytes.length; k++) {
                    bytes[k] = alphabet[random.nextInt(alphabet.length)];
                }
            } else {
                bytes = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
                for (int n = random.nextInt(4); n > 0; n--) {
                    bytes[random.nextInt(bytes.length)] =
                            random.nextBoolean()
                                    ? (byte) random.nextInt(256)
                                    : alphabet[random.nextInt(alphabet.length)];
                }
            }
            int length = bytes.length;
            int before = counts[0] + counts[1];
            decoder.decode(
                    bytes,
                    0,
                    length,
                    new TickSink() {
                        @Override
                        public void tick(Tick tick) {
                            counts[0]++;
                            assertThat(tick.instrument).isBetween(0, 1);
                            assertThat(tick.lastPrice).isPositive().isFinite();
                        }

                        @Override
                        public void fault(Fault fault, int at) {
                            counts[1]++;
                            assertThat(at).as("%s, seed %d", fault, seed).isBetween(0, length);
                        }
                    });
            assertThat(counts[0] + counts[1]).as("seed %d", seed).isEqualTo(before + 1);
        }
        assertThat(counts[0]).isPositive();
        assertThat(counts[1]).isPositive();
    }

    @Test
    void allocatesNothing() {
        byte[] bytes =
                Venue.trade("BTCUSDT", 77, "42000.01000000", "0.00010000", TIME)
                        .getBytes(StandardCharsets.UTF_8);
        var sum = new double[1];
        var sink =
                new TickSink() {
                    @Override
                    public void tick(Tick tick) {
                        sum[0] += tick.lastPrice;
                    }

                    @Override
                    public void fault(Fault fault, int at) {
                        sum[0]++;
                    }
                };
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 1000; i++) {
            decoder.decode(bytes, 0, bytes.length - i % 3, sink);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            decoder.decode(bytes, 0, bytes.length - i % 3, sink);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
        assertThat(sum[0]).isPositive();
    }

    @Test
    void refusesOneSymbolTwice() {
        var twice = List.of(INSTRUMENTS.getFirst(), INSTRUMENTS.getFirst());
        assertThatThrownBy(() -> new TradeDecoder(twice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BTCUSDT");
    }

    @Test
    void findsEachOfAThousandSymbols() {
        var names = new ArrayList<String>();
        for (int i = 0; i < BinanceSettings.MOST_SYMBOLS; i++) {
            names.add("COIN" + i + "USDT");
        }
        var many =
                BinanceSettings.parse(Map.of("symbols", String.join(",", names)), () -> null)
                        .instruments();
        var places = new SymbolPlaces(many);
        for (int i = 0; i < names.size(); i++) {
            byte[] bytes = names.get(i).getBytes(StandardCharsets.UTF_8);
            assertThat(places.place(bytes, 0, bytes.length)).isEqualTo(i);
            assertThat(places.place(bytes, 0, bytes.length - 1)).isEqualTo(-1);
        }
    }
}
