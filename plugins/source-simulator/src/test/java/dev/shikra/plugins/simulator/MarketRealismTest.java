package dev.shikra.plugins.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What makes the invented market look like one, in numbers with bounds, beside what {@link
 * MarketTest} holds.
 */
class MarketRealismTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final int SECONDS = 22_500;
    private static final int FULL = 184;
    private static final int DEPTH_AT = 64;
    private static final int LEVELS = 5;
    private static final double YEAR_SECONDS = 365 * 86_400.0;

    @Test
    void quotesFiveLevelsOnBothSidesAllDay() {
        var market = new Market(MONDAY, 1);
        ByteBuffer packet = ByteBuffer.allocate(FULL);
        long levels = 0;
        long empty = 0;
        while (market.hasNext()) {
            market.advance();
            for (int i = 0; i < market.updates(); i++) {
                if (market.write(market.updated(i), Mode.FULL, packet.clear()) < FULL) {
                    continue; // an index has no book
                }
                for (int side = 0; side < 2; side++) {
                    int before = 0;
                    for (int level = 0; level < LEVELS; level++) {
                        int at = DEPTH_AT + (side * LEVELS + level) * 12;
                        int quantity = packet.getInt(at);
                        int price = packet.getInt(at + 4);
                        int orders = packet.getShort(at + 8);
                        levels++;
                        if (price == 0) {
                            empty++; // a bid below the lowest price there is
                            assertThat(side).isZero();
                            assertThat(quantity + orders).isZero();
                            continue;
                        }
                        if (quantity <= 0 || orders <= 0) {
                            throw new AssertionError("a price without a quantity or orders");
                        }
                        if (before != 0 && (side == 0 ? price >= before : price <= before)) {
                            throw new AssertionError(before + " is followed by " + price);
                        }
                        before = price;
                    }
                }
            }
        }
        assertThat(levels).isGreaterThan(1_000_000);
        assertThat((double) empty / levels).as("bids of options worth nothing").isLessThan(0.05);
    }

    /** 0.6 jumps a day with a deviation of 0.8 %: four in five of them are above 0.2 %. */
    @Test
    void jumpsNowAndThen() {
        int jumps = 0;
        int days = 0;
        for (long seed = 1; seed <= 3; seed++) {
            var market = new Market(MONDAY, seed);
            int[] places = equitiesAbove(market, 1_000);
            days += places.length;
            double[] before = mids(market, places);
            while (market.hasNext()) {
                market.advance();
                double[] now = mids(market, places);
                for (int i = 0; i < places.length; i++) {
                    boolean jump = before[i] > 0 && Math.abs(Math.log(now[i] / before[i])) > 0.002;
                    jumps += jump ? 1 : 0;
                }
                before = now;
            }
        }
        assertThat((double) jumps / days).as("a day and equity").isBetween(0.2, 1.2);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void smilesMoreOnTheSideOfFallsAndTheSmileMoves(long seed) {
        var market = new Market(MONDAY, seed);
        var atTheMoney = new ArrayList<Double>();
        var putWing = new ArrayList<Double>();
        var callWing = new ArrayList<Double>();
        for (int part = 1; part < 12; part++) {
            for (int second = 0; second < SECONDS / 12; second++) {
                market.advance();
            }
            var smile = new Smile(market, "NIFTY");
            double middle = smile.volatility(0);
            atTheMoney.add(middle);
            putWing.add(smile.volatility(-1.8) / middle);
            callWing.add(smile.volatility(1.8) / middle);
        }
        assertThat(atTheMoney).allSatisfy(v -> assertThat(v).isBetween(0.05, 0.6));
        assertThat(mean(putWing)).as("puts below").isBetween(1.05, 1.35);
        assertThat(mean(callWing)).as("calls above").isBetween(0.85, 1.15);
        assertThat(mean(putWing)).isGreaterThan(mean(callWing) + 0.03);
        assertThat(range(atTheMoney) / mean(atTheMoney)).as("its level").isGreaterThan(0.01);
        assertThat(range(putWing)).as("its shape").isGreaterThan(0.005);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void changesOpenInterestWithinItsRange(long seed) {
        var market = new Market(MONDAY, seed);
        int[] before = interest(market);
        while (market.hasNext()) {
            market.advance();
        }
        int[] after = interest(market);
        ByteBuffer packet = ByteBuffer.allocate(FULL);
        int derivatives = 0;
        int rose = 0;
        int fell = 0;
        for (int place = 0; place < after.length; place++) {
            if (!market.listings().get(place).segment().startsWith("NFO")) {
                assertThat(after[place]).as("equities and indices have none").isZero();
                continue;
            }
            derivatives++;
            rose += after[place] > before[place] ? 1 : 0;
            fell += after[place] < before[place] ? 1 : 0;
            market.write(place, Mode.FULL, packet.clear());
            assertThat(packet.getInt(48)).isBetween(packet.getInt(56), packet.getInt(52));
            assertThat(packet.getInt(48) % market.listings().get(place).lotSize()).isZero();
        }
        assertThat(derivatives).isEqualTo(98);
        assertThat(rose + fell).isGreaterThan(80);
        assertThat(rose).isGreaterThan(15);
        assertThat(fell).isGreaterThan(15);
    }

    private static int[] interest(Market market) {
        ByteBuffer packet = ByteBuffer.allocate(FULL);
        int[] interest = new int[market.listings().size()];
        for (int place = 0; place < interest.length; place++) {
            boolean full = market.write(place, Mode.FULL, packet.clear()) == FULL;
            interest[place] = full ? packet.getInt(48) : 0;
        }
        return interest;
    }

    private static int[] equitiesAbove(Market market, int price) {
        ByteBuffer packet = ByteBuffer.allocate(FULL);
        return java.util.stream.IntStream.range(0, market.listings().size())
                .filter(place -> market.listings().get(place).segment().equals("NSE"))
                .filter(place -> {
                    market.write(place, Mode.FULL, packet.clear());
                    return packet.getInt(40) > price * 100; // the close of the day before
                })
                .toArray();
    }

    /** Middles of the best bid and ask; 0 where there is none yet. */
    private static double[] mids(Market market, int... places) {
        ByteBuffer packet = ByteBuffer.allocate(FULL);
        double[] mids = new double[places.length];
        for (int i = 0; i < mids.length; i++) {
            market.write(places[i], Mode.FULL, packet.clear());
            mids[i] = (packet.getInt(DEPTH_AT + 4) + packet.getInt(DEPTH_AT + 64)) / 2.0;
        }
        return mids;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double range(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length - 1] - sorted[0];
    }

    /** Implied volatilities of one chain, found by halving from the middles of its quotes. */
    private static final class Smile {
        private final Map<Double, Double> calls = new TreeMap<>();
        private final Map<Double, Double> puts = new TreeMap<>();
        private final double years;
        private final double forward;

        Smile(Market market, String name) {
            List<Listing> listings = market.listings();
            int[] places =
                    java.util.stream.IntStream.range(0, listings.size())
                            .filter(place ->
                                    listings.get(place).name().equals(name)
                                            && listings.get(place).segment().equals("NFO-OPT"))
                            .toArray();
            double[] mids = mids(market, places);
            for (int i = 0; i < places.length; i++) {
                Listing listing = listings.get(places[i]);
                (listing.type().equals("CE") ? calls : puts).put(listing.strike(), mids[i] / 100);
            }
            LocalDate expiry =
                    Arrays.stream(places)
                            .mapToObj(place ->
                                    java.util.Objects.requireNonNull(listings.get(place).expiry()))
                            .findFirst()
                            .orElseThrow();
            long days = expiry.toEpochDay() - MONDAY.toEpochDay();
            years = (days * 86_400 + market.closeSecond() - market.second()) / YEAR_SECONDS;
            double nearest =
                    calls.keySet().stream()
                            .min(
                                    java.util.Comparator.comparing(
                                            strike -> Math.abs(call(strike) - put(strike))))
                            .orElseThrow();
            forward = nearest + call(nearest) - put(nearest); // parity
        }

        /** {@return volatility at so many standard deviations from the forward} */
        double volatility(double deviations) {
            double width = solve(nearest(forward)) * Math.sqrt(years);
            return solve(nearest(forward * Math.exp(deviations * width)));
        }

        private double call(double strike) {
            return calls.getOrDefault(strike, Double.NaN);
        }

        private double put(double strike) {
            return puts.getOrDefault(strike, Double.NaN);
        }

        private double nearest(double level) {
            return calls.keySet().stream()
                    .min(java.util.Comparator.comparing(strike -> Math.abs(strike - level)))
                    .orElseThrow();
        }

        /** From the option that is out of the money. */
        private double solve(double strike) {
            boolean call = strike >= forward;
            double price = call ? call(strike) : put(strike);
            double low = 0.001;
            double high = 3;
            for (int i = 0; i < 60; i++) {
                double middle = (low + high) / 2;
                if (OptionPrice.black76(forward, strike, middle, years, call) < price) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return (low + high) / 2;
        }
    }
}
