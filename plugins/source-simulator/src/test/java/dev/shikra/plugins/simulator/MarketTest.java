package dev.shikra.plugins.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarketTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

    @Test
    void isTheSameForTheSameDaySeedAndSize() throws Exception {
        assertThat(hash(MONDAY, 3, 900)).isEqualTo(hash(MONDAY, 3, 900));
        assertThat(hash(MONDAY, 3, 900)).isNotEqualTo(hash(MONDAY, 4, 900));
        assertThat(hash(MONDAY, 3, 900)).isNotEqualTo(hash(MONDAY.plusDays(1), 3, 900));
    }

    @Test
    void listsIndicesFuturesChainsAndEquities() {
        List<Listing> listings = new Market(MONDAY, 1).listings();
        Map<String, Integer> segments = new HashMap<>();
        listings.forEach(listing -> segments.merge(listing.segment(), 1, Integer::sum));

        assertThat(listings).hasSize(174);
        assertThat(segments)
                .isEqualTo(Map.of("INDICES", 3, "NFO-FUT", 6, "NFO-OPT", 92, "NSE", 73));
        assertThat(listings.stream().map(Listing::token).distinct()).hasSize(174);
        assertThat(listings.stream().map(Listing::id).distinct()).hasSize(174);
        assertThat(listings)
                .extracting(Listing::symbol)
                .contains("NIFTY 50", "INDIA VIX", "NIFTY26JANFUT", "RELIANCE")
                .anyMatch(symbol -> symbol.matches("NIFTY26106\\d{5}CE"))
                .anyMatch(symbol -> symbol.matches("BANKNIFTY26JAN\\d{5}PE"));
    }

    /** On both sides, from a week's last day to a month's first, in calm and in nervous markets. */
    @Test
    void listsStrikesBeyondTheDeltasThatPeopleTrade() {
        for (int i = 0; i < 40; i++) {
            LocalDate day = MONDAY.plusDays(i);
            for (int seed = 1; seed <= 20; seed++) {
                var universe = new Universe(day, seed, Universe.LEAST);
                for (int index : new int[] {Universe.NIFTY, Universe.BANK}) {
                    List<Universe.Derivative> chain =
                            universe.options.stream().filter(o -> o.index() == index).toList();
                    assertThat(List.of(chain.getFirst(), chain.getLast()))
                            .as("%s, seed %d, index %d", day, seed, index)
                            .allMatch(option -> delta(day, universe, option) < 0.15);
                }
            }
        }
        assertThat(steps(MONDAY)).containsEntry("NIFTY", 50).containsEntry("BANKNIFTY", 500);
        assertThat(steps(LocalDate.of(2026, 1, 7))).containsEntry("NIFTY", 100);
        assertThat(steps(LocalDate.of(2026, 1, 27))).containsEntry("BANKNIFTY", 100);
    }

    /** At the day's opening; at both ends the smile adds at most a twelfth. */
    private static double delta(LocalDate day, Universe universe, Universe.Derivative option) {
        double years =
                (option.expiry().toEpochDay() - day.toEpochDay() + 0.26) / 365; // to its close
        double volatility =
                Derivatives.atTheMoney(option.index(), universe.indexClose[Universe.VIX]) * 13 / 12;
        double forward = universe.indexClose[option.index()] * Math.exp(Derivatives.RATE * years);
        boolean call = option.strike() > forward;
        return Math.abs(
                        OptionPrice.black76(forward + 1, option.strike(), volatility, years, call)
                                - OptionPrice.black76(
                                        forward - 1, option.strike(), volatility, years, call))
                / 2;
    }

    private static Map<String, Integer> steps(LocalDate day) {
        Map<String, TreeSet<Double>> strikes = new HashMap<>();
        for (Listing listing : new Market(day, 1).listings()) {
            if (listing.strike() > 0) {
                strikes.computeIfAbsent(listing.name(), name -> new TreeSet<>())
                        .add(listing.strike());
            }
        }
        Map<String, Integer> steps = new HashMap<>();
        strikes.forEach((name, all) ->
                steps.put(name, (int) (all.last() - all.first()) / (all.size() - 1)));
        return steps;
    }

    @Test
    void keepsEveryPacketConsistentAllDay() {
        long seed = System.nanoTime();
        var market = new Market(MONDAY, seed);
        Packet[] before = new Packet[174];
        while (market.hasNext()) {
            market.advance();
            for (int i = 0; i < market.updates(); i++) {
                int place = market.updated(i);
                Packet now = Packet.of(market, place);
                String where = "seed " + seed + ", second " + market.second() + ", place " + place;
                if (now.last <= 0 || now.low > now.last || now.last > now.high) {
                    throw new AssertionError(where + ": last outside the day's range");
                }
                if (now.exchangeTime != market.second()) {
                    throw new AssertionError(where + ": its time is another second");
                }
                if (place >= Universe.INDICES) {
                    checkTradable(now, before[place], where);
                }
                before[place] = now;
            }
        }
        assertThat(before).doesNotContainNull();
        assertThatThrownBy(market::advance).isInstanceOf(IllegalStateException.class);
    }

    private static void checkTradable(Packet now, Packet before, String where) {
        if (now.bid >= now.ask) {
            throw new AssertionError(where + ": bid " + now.bid + " not below ask " + now.ask);
        }
        if (now.volume < 0 || (before != null && now.volume < before.volume)) {
            throw new AssertionError(where + ": volume falls to " + now.volume);
        }
        if (now.interest < 0) {
            throw new AssertionError(where + ": open interest " + now.interest);
        }
    }

    @Test
    void tradesMostAtOpenAndClose() {
        var market = new Market(MONDAY, 1);
        long[] volumeByHalfHour = new long[12];
        long before = 0;
        for (int half = 0; half < volumeByHalfHour.length; half++) {
            for (int second = 0; second < 1_875; second++) {
                market.advance();
            }
            long volume = 0;
            for (int place = 0; place < 174; place++) {
                if (market.listings().get(place).segment().equals("NSE")) {
                    volume += Packet.of(market, place).volume;
                }
            }
            volumeByHalfHour[half] = volume - before;
            before = volume;
        }
        assertThat(volumeByHalfHour[0]).isGreaterThan(2 * volumeByHalfHour[5]);
        assertThat(volumeByHalfHour[11]).isGreaterThan(volumeByHalfHour[5] * 3 / 2);
    }

    @Test
    void movesInClustersWithFatTailsAndACommonFactor() {
        var market = new Market(MONDAY, 1);
        int[] places =
                Stream.of("HDFCBANK", "ICICIBANK", "KOTAKBANK", "SBIN", "CIPLA", "LUPIN", "BIOCON")
                        .mapToInt(symbol -> place(market, "NSE:" + symbol))
                        .toArray();
        var returns = new ArrayList<double[]>();
        double[] before = prices(market, places);
        while (market.hasNext()) {
            for (int i = 0; i < 15; i++) {
                market.advance();
            }
            double[] now = prices(market, places);
            double[] row = new double[places.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = Math.log(now[i] / before[i]);
            }
            returns.add(row);
            before = now;
        }
        double across = meanCorrelation(returns, List.of(0, 1, 2, 3), List.of(4, 5, 6));
        assertThat(across).as("across sectors").isGreaterThan(0.1);
        assertThat(meanCorrelation(returns, List.of(0, 1), List.of(2, 3)))
                .as("within a sector")
                .isGreaterThan(across + 0.02);
        double[] bank = column(returns, 0);
        assertThat(kurtosis(bank)).as("a normal distribution has 3").isGreaterThan(3.5);
        assertThat(correlation(absolute(bank, 0), absolute(bank, 4)))
                .as("large moves follow large moves")
                .isGreaterThan(0.05);
    }

    private static double meanCorrelation(
            List<double[]> returns, List<Integer> some, List<Integer> others) {
        return some.stream()
                .flatMap(one ->
                        others.stream()
                                .map(other ->
                                        correlation(
                                                bounded(column(returns, one)),
                                                bounded(column(returns, other)))))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    @Test
    void pricesItsChainsWithoutFreeLunch() {
        var market = new Market(MONDAY, 1);
        for (int second = 0; second < 10_000; second++) {
            market.advance();
        }
        var calls = new TreeMap<Double, Double>();
        var puts = new TreeMap<Double, Double>();
        for (int place = 0; place < 174; place++) {
            Listing listing = market.listings().get(place);
            if (listing.name().equals("NIFTY") && listing.segment().equals("NFO-OPT")) {
                Packet packet = Packet.of(market, place);
                (listing.type().equals("CE") ? calls : puts)
                        .put(listing.strike(), (packet.bid + packet.ask) / 200.0);
            }
        }
        double spot = Packet.of(market, Universe.NIFTY).last / 100.0;
        List<Double> strikes = List.copyOf(calls.keySet());
        List<Double> callPrices = List.copyOf(calls.values());
        List<Double> putPrices = List.copyOf(puts.values());
        assertThat(strikes).hasSize(25).isEqualTo(List.copyOf(puts.keySet()));
        for (int i = 0; i < strikes.size(); i++) {
            double parity = callPrices.get(i) - putPrices.get(i);
            assertThat(parity)
                    .as("strike %s", strikes.get(i))
                    .isCloseTo(spot - strikes.get(i), within(40.0));
            if (i > 0) {
                assertThat(callPrices.get(i)).isLessThan(callPrices.get(i - 1) + 3);
                assertThat(putPrices.get(i)).isGreaterThan(putPrices.get(i - 1) - 3);
            }
        }
    }

    @Test
    void refusesASizeThatIsTooSmall() {
        assertThatThrownBy(() -> new Market(MONDAY, 1, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 instruments");
        assertThat(new Market(MONDAY, 1, 9_000).listings()).hasSize(9_000);
    }

    private static String hash(LocalDate day, long seed, int seconds) throws Exception {
        var market = new Market(day, seed);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        ByteBuffer packet = ByteBuffer.allocate(184);
        for (int second = 0; second < seconds; second++) {
            market.advance();
            for (int i = 0; i < market.updates(); i++) {
                int length = market.write(market.updated(i), Mode.FULL, packet.clear());
                digest.update(packet.array(), 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static int place(Market market, String id) {
        List<Listing> listings = market.listings();
        for (int place = 0; place < listings.size(); place++) {
            if (listings.get(place).id().equals(id)) {
                return place;
            }
        }
        throw new AssertionError(id + " is not listed");
    }

    private static double[] prices(Market market, int... places) {
        double[] prices = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            Packet packet = Packet.of(market, places[i]);
            prices[i] = packet.ask == 0 ? packet.last : (packet.bid + packet.ask) / 2.0;
        }
        return prices;
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }

    private static double[] absolute(double[] values, int lag) {
        double[] result = new double[values.length - 4];
        for (int i = 0; i < result.length; i++) {
            result[i] = Math.min(Math.abs(values[i + lag]), 0.003); // jumps would drown the rest
        }
        return result;
    }

    /** A jump of one would hide what all have in common. */
    private static double[] bounded(double[] values) {
        return java.util.Arrays.stream(values)
                .map(value -> Math.clamp(value, -0.0012, 0.0012))
                .toArray();
    }

    private static double correlation(double[] x, double[] y) {
        double meanX = java.util.Arrays.stream(x).average().orElseThrow();
        double meanY = java.util.Arrays.stream(y).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xy / Math.sqrt(xx * yy);
    }

    private static double kurtosis(double[] x) {
        double mean = java.util.Arrays.stream(x).average().orElseThrow();
        double second = 0;
        double fourth = 0;
        for (double value : x) {
            double square = (value - mean) * (value - mean);
            second += square;
            fourth += square * square;
        }
        return fourth * x.length / (second * second);
    }

    /** What the tests read of a packet. */
    private record Packet(
            int last,
            long volume,
            int high,
            int low,
            int interest,
            long exchangeTime,
            int bid,
            int ask) {
        static Packet of(Market market, int place) {
            ByteBuffer bytes = ByteBuffer.allocate(184);
            int length = market.write(place, Mode.FULL, bytes);
            if (length == 32) {
                return new Packet(
                        bytes.getInt(4),
                        0,
                        bytes.getInt(8),
                        bytes.getInt(12),
                        0,
                        bytes.getInt(28),
                        0,
                        0);
            }
            int high = bytes.getInt(32) == 0 ? Integer.MAX_VALUE : bytes.getInt(32);
            return new Packet(
                    bytes.getInt(4),
                    bytes.getInt(16) & 0xFFFF_FFFFL,
                    high,
                    bytes.getInt(36),
                    bytes.getInt(48),
                    bytes.getInt(60),
                    bytes.getInt(68),
                    bytes.getInt(128));
        }
    }
}
