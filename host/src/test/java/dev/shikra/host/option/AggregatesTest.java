package dev.shikra.host.option;

import static dev.shikra.host.option.OptionMarket.EXPIRY;
import static dev.shikra.host.option.OptionMarket.INDEX;
import static dev.shikra.host.option.OptionMarket.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Kind;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a chain says as a whole, where the answer is known beforehand. */
class AggregatesTest {
    private static final LocalDate MONDAY = LocalDate.of(2025, 12, 8);
    private static final LocalDate NEXT = LocalDate.of(2025, 12, 30);
    private static final LocalDate FAR = LocalDate.of(2026, 1, 27);
    private static final double RATE = OptionSettings.USUAL.rate();
    private static final long TEN = ms(MONDAY, "10:00:00");
    private static final double SPOT = 26_000;

    private static List<Instrument> chains(LocalDate... expiries) {
        var all = new ArrayList<Instrument>();
        all.add(OptionMarket.index());
        for (LocalDate expiry : expiries) {
            all.addAll(OptionMarket.chain(expiry, 24_000, 50, 81).subList(1, 163));
        }
        return all;
    }

    private static OptionMarket market(List<Instrument> instruments, Instrument... more) {
        var all = new ArrayList<>(instruments);
        all.addAll(List.of(more));
        return new OptionMarket(all, OptionSettings.USUAL, new SlowBlack76()).readAll();
    }

    private static double years(LocalDate expiry, long nowMs) {
        return (ms(expiry, "15:30:00") - nowMs) / (365 * 86_400_000.0);
    }

    /** Quotes every option of an expiry at Black's price for a volatility that is of its strike. */
    private static void quote(
            OptionMarket market, LocalDate expiry, double forward, DoubleUnaryOperator volatility) {
        for (int row = 0; row < market.instruments.size(); row++) {
            var contract = market.instruments.get(row).contract();
            if (contract == null || contract.strike() == 0 || !contract.expiry().equals(expiry)) {
                continue;
            }
            double price =
                    SlowBlack76.price(
                            market.instruments.get(row).kind() == Kind.CALL ? 1 : -1,
                            forward,
                            contract.strike(),
                            years(expiry, TEN),
                            RATE,
                            volatility.applyAsDouble(contract.strike()));
            market.quote(row, TEN, price, Math.min(0.025, price / 4), 750);
        }
    }

    /** As of 10:00: what was quoted is priced, and a minute closes. */
    private static void close(OptionMarket market) {
        market.spot(TEN - 1, SPOT);
        market.frame(TEN - 1);
        market.clock(TEN / 1000 + 1);
    }

    @Test
    void findsTheSmileThatPricesWereMadeOf() {
        var market = market(chains(EXPIRY), OptionMarket.future(EXPIRY));
        int future = market.instruments.size() - 1;
        double forward = 26_050; // a strike: volatility there is the level itself
        double deviation = 0.13 * Math.sqrt(years(EXPIRY, TEN));
        DoubleUnaryOperator smile =
                strike -> {
                    double k = Math.log(strike / forward) / deviation;
                    return 0.13 - 0.012 * k + 0.004 * k * k;
                };
        market.quote(future, TEN, forward, 0.05, 1_000);
        quote(market, EXPIRY, forward, smile);
        close(market);
        assertThat(market.chain(INDEX, ChainField.SMILE_LEVEL)).isCloseTo(0.13, within(1e-6));
        assertThat(market.chain(INDEX, ChainField.SMILE_SLOPE)).isCloseTo(-0.012, within(1e-6));
        assertThat(market.chain(INDEX, ChainField.SMILE_CURVATURE)).isCloseTo(0.004, within(1e-6));
        assertThat(market.chain(INDEX, ChainField.SMILE_ERROR)).isLessThan(1e-6);

        double put = at25(-1, forward, smile);
        double call = at25(1, forward, smile);
        assertThat(put - call).isPositive();
        // Between two strikes 50 apart volatility is taken as linear in delta.
        assertThat(market.chain(INDEX, ChainField.SKEW25)).isCloseTo(put - call, within(1e-4));
        assertThat(market.chain(INDEX, ChainField.BUTTERFLY25))
                .isCloseTo((put + call) / 2 - 0.13, within(1e-4));
    }

    /** {@return the volatility of the strike, found by search, whose delta is a quarter} */
    private static double at25(int sign, double forward, DoubleUnaryOperator smile) {
        var model = new SlowBlack76();
        var values = new OptionValues();
        OptionKind kind = sign > 0 ? OptionKind.CALL : OptionKind.PUT;
        double strike =
                new BrentSolver(1e-9)
                        .solve(
                                200,
                                k -> {
                                    model.value(
                                            kind,
                                            forward,
                                            k,
                                            years(EXPIRY, TEN),
                                            RATE,
                                            0,
                                            smile.applyAsDouble(k),
                                            values);
                                    return Math.abs(values.delta) - 0.25;
                                },
                                sign > 0 ? forward : 25_000,
                                sign > 0 ? 27_000 : forward);
        return smile.applyAsDouble(strike);
    }

    @Test
    void findsTheRateThatTheFutureImplies() {
        for (double rate : new double[] {-0.03, 0, 0.0652, 0.4}) {
            var market = market(chains(NEXT), OptionMarket.future(NEXT));
            double forward = SPOT * Math.exp(rate * years(NEXT, TEN));
            market.quote(market.instruments.size() - 1, TEN, forward, 0.05, 1_000);
            quote(market, NEXT, forward, strike -> 0.12);
            close(market);
            assertThat(market.chain(INDEX, ChainField.IMPLIED_RATE)).isCloseTo(rate, within(1e-9));
        }
        var absurd = market(chains(NEXT), OptionMarket.future(NEXT));
        absurd.quote(absurd.instruments.size() - 1, TEN, 2 * SPOT, 0.05, 1_000);
        close(absurd);
        assertThat(absurd.chain(INDEX, ChainField.FORWARD)).isEqualTo(2 * SPOT);
        assertThat(absurd.chain(INDEX, ChainField.IMPLIED_RATE)).isNaN();
    }

    @Test
    void findsTheTermStructureOfThreeExpiries() {
        var market = market(chains(EXPIRY, NEXT, FAR));
        LocalDate[] expiries = {EXPIRY, NEXT, FAR};
        double[] volatilities = {0.10, 0.13, 0.16};
        double[] days = new double[3];
        for (int e = 0; e < 3; e++) {
            double volatility = volatilities[e];
            quote(market, expiries[e], SPOT, strike -> volatility);
            days[e] = years(expiries[e], TEN) * 365;
        }
        close(market);
        int near = market.row(EXPIRY, 26_000, Kind.CALL);
        int next = market.row(NEXT, 26_000, Kind.CALL);
        int far = market.row(FAR, 26_000, Kind.PUT);
        assertThat(market.chain(near, ChainField.TERM_SLOPE))
                .isCloseTo(0.03 / ((days[1] - days[0]) / 30), within(1e-6));
        assertThat(market.chain(next, ChainField.TERM_SLOPE))
                .isCloseTo(0.03 / ((days[2] - days[1]) / 30), within(1e-6));
        assertThat(market.chain(far, ChainField.TERM_SLOPE)).isNaN();
        // Variance to the 30th day: all of it to the second expiry, then the share of the third.
        double second = 0.13 * 0.13 * days[1];
        double third = 0.16 * 0.16 * days[2];
        double variance = second + (third - second) * (30 - days[1]) / (days[2] - days[1]);
        assertThat(days[1]).isLessThan(30);
        for (int row : new int[] {INDEX, near, next, far}) {
            assertThat(market.chain(row, ChainField.IV30))
                    .isCloseTo(Math.sqrt(variance / 30), within(1e-6));
        }
    }

    @Test
    void countsTheGammaOfCallsAsPlusAndOfPutsAsMinus() {
        var market = market(chains(EXPIRY), OptionMarket.future(EXPIRY));
        market.quote(market.instruments.size() - 1, TEN, 26_020, 0.05, 1_000);
        quote(market, EXPIRY, 26_020, strike -> 0.12);
        close(market);
        int call = market.row(26_100, Kind.CALL);
        int put = market.row(25_900, Kind.PUT);
        double flat = market.chain(INDEX, ChainField.GEX);
        assertThat(Math.abs(flat)).as("equal interest on both sides cancels").isLessThan(1e-3);

        market.quote(call, TEN + 1, market.option(call, OptionField.PRICE), 0.025, 10_750);
        market.frame(TEN + 1);
        market.clock(TEN / 1000 + 61);
        double calls = market.option(call, OptionField.GAMMA) * 10_000 * SPOT * SPOT * 0.01;
        assertThat(market.chain(INDEX, ChainField.GEX)).isCloseTo(calls, within(1e-6 * calls));

        market.quote(put, TEN + 62_000, market.option(put, OptionField.PRICE), 0.025, 90_750);
        market.frame(TEN + 62_000);
        market.clock(TEN / 1000 + 121);
        double puts = market.option(put, OptionField.GAMMA) * 90_000 * SPOT * SPOT * 0.01;
        calls = market.option(call, OptionField.GAMMA) * 10_000 * SPOT * SPOT * 0.01;
        assertThat(market.chain(INDEX, ChainField.GEX))
                .isNegative()
                .isCloseTo(calls - puts, within(1e-6 * puts));
    }

    /** Bids and asks at random around parity, some crossed, some missing. */
    @Test
    void countsStrikesWhosePutAndCallCouldBeTradedAgainstTheForward() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        int found = 0;
        for (int round = 0; round < 20; round++) {
            var market = market(chains(EXPIRY), OptionMarket.future(EXPIRY));
            double forward = 26_020;
            market.quote(market.instruments.size() - 1, TEN, forward, 0.05, 1_000);
            double discount = Math.exp(-RATE * years(EXPIRY, ms(MONDAY, "10:00:00")));
            double most = OptionSettings.USUAL.parityTolerance() * forward;
            int expected = 0;
            for (double strike = 24_000; strike <= 28_000; strike += 50) {
                double[] bid = new double[2];
                double[] ask = new double[2];
                boolean usable = true;
                for (int side = 0; side < 2; side++) {
                    int sign = 1 - 2 * side;
                    double fair =
                            SlowBlack76.price(
                                    sign, forward, strike, years(EXPIRY, TEN), RATE, 0.14);
                    double middle = Math.max(0.5, fair + 60 * (random.nextDouble() - 0.5));
                    bid[side] = middle * (1 - 0.004 * random.nextDouble());
                    ask[side] = middle * (1 + 0.004 * random.nextDouble());
                    if (random.nextInt(10) == 0) {
                        double lower = bid[side];
                        bid[side] = ask[side] + 0.05;
                        ask[side] = lower;
                    }
                    usable &= bid[side] <= ask[side];
                    if (random.nextInt(10) > 0) {
                        market.writer.quote(
                                market.row(strike, side == 0 ? Kind.CALL : Kind.PUT),
                                TEN,
                                middle,
                                bid[side],
                                75,
                                ask[side],
                                75,
                                750);
                    } else {
                        usable = false;
                    }
                }
                double worth = discount * (forward - strike);
                double sellCallBuyPut = bid[0] - ask[1] - worth;
                double buyCallSellPut = worth - (ask[0] - bid[1]);
                if (usable && Math.max(sellCallBuyPut, buyCallSellPut) > most) {
                    expected++;
                }
            }
            close(market);
            assertThat(market.chain(INDEX, ChainField.PARITY_VIOLATIONS))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(expected);
            found += expected;
        }
        assertThat(found).as("seed %d", seed).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 900, LONG_BUILDUP",
        "-10, 900, SHORT_BUILDUP",
        "-10, -900, LONG_UNWINDING",
        "10, -900, SHORT_COVERING",
        "0, 900, NONE",
        "10, 0, NONE"
    })
    void namesWhatPriceAndInterestSayOfAnOptionAndOfTheFuture(
            double price, double interest, Buildup expected) {
        var market = market(chains(NEXT), OptionMarket.future(NEXT));
        int future = market.instruments.size() - 1;
        int call = market.row(26_000, Kind.CALL);
        quote(market, NEXT, SPOT, strike -> 0.12);
        market.quote(future, TEN, SPOT, 0.05, 50_000);
        market.quote(call, TEN, 300, 0.05, 5_000);
        close(market);
        assertThat(market.option(call, OptionField.BUILDUP)).as("no session before").isNaN();
        assertThat(market.chain(INDEX, ChainField.BUILDUP)).isNaN();
        market.clock(ms(MONDAY, "15:30:02") / 1000);
        long next = ms(MONDAY.plusDays(1), "10:00:00");
        market.spot(next, SPOT);
        market.quote(future, next, SPOT + price, 0.05, 50_000 + interest);
        market.quote(call, next, 300 + price, 0.05, 5_000 + interest);
        market.frame(next);
        market.clock(next / 1000 + 61);
        assertThat(market.option(call, OptionField.BUILDUP)).isEqualTo(expected.ordinal());
        assertThat(market.chain(INDEX, ChainField.BUILDUP)).isEqualTo(expected.ordinal());
        assertThat(market.option(call, OptionField.OPEN_INTEREST_CHANGE)).isEqualTo(interest);
        assertThat(market.chain(INDEX, ChainField.CALL_OI_CHANGE)).isEqualTo(interest);
        assertThat(market.chain(INDEX, ChainField.PUT_OI_CHANGE)).isZero();
    }

    @Test
    void weighsTheStraddleByWhatItsCallAndPutTrade() {
        var market = market(chains(NEXT));
        quote(market, NEXT, SPOT, strike -> 0.12);
        close(market);
        int call = market.row(26_000, Kind.CALL);
        int put = market.row(26_000, Kind.PUT);
        double callPrice = market.option(call, OptionField.PRICE);
        double putPrice = market.option(put, OptionField.PRICE);
        assertThat(market.chain(INDEX, ChainField.STRADDLE_VWAP)).as("nothing traded").isNaN();
        long ms = TEN + 2_000;
        trade(market, call, ms, callPrice + 4, 100);
        trade(market, put, ms + 1_000, putPrice - 1, 300);
        trade(market, market.row(26_050, Kind.CALL), ms + 2_000, 200, 900);
        market.clock(ms / 1000 + 60);
        double first = callPrice + 4 + putPrice;
        double second = callPrice + 4 + putPrice - 1;
        double mean = (100 * first + 300 * second) / 400;
        assertThat(market.chain(INDEX, ChainField.STRADDLE_VWAP)).isCloseTo(mean, within(1e-9));
        market.clock(ms(MONDAY, "15:30:02") / 1000);
        long next = ms(MONDAY.plusDays(1), "10:00:00");
        market.spot(next, SPOT);
        market.quote(call, next, callPrice, 0.025, 750);
        market.frame(next);
        market.clock(next / 1000 + 61);
        assertThat(market.chain(INDEX, ChainField.STRADDLE_VWAP)).as("a new session").isNaN();
    }

    private static void trade(
            OptionMarket market, int row, long ms, double price, double quantity) {
        market.writer.trade(row, ms, price, quantity, price - 0.025, 75, price + 0.025, 75, 750);
        market.frame(ms);
    }

    @Test
    void countsLikeASlowLookWhereStrikesAreMissingAndSidesAreSilent() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 30; round++) {
            List<Instrument> all =
                    chains(EXPIRY).stream()
                            .filter(each -> each.contract() == null || random.nextInt(5) > 0)
                            .toList();
            var market = market(all);
            double[] interest = new double[all.size()];
            Arrays.fill(interest, Double.NaN);
            double forward = 25_500 + 1_000 * random.nextDouble();
            for (int row = 1; row < all.size(); row++) {
                var contract = all.get(row).contract();
                if (contract != null && random.nextInt(6) > 0) {
                    interest[row] = 75.0 * random.nextInt(4) * random.nextInt(1_000);
                    double price =
                            SlowBlack76.price(
                                    all.get(row).kind() == Kind.CALL ? 1 : -1,
                                    forward,
                                    contract.strike(),
                                    years(EXPIRY, TEN),
                                    RATE,
                                    0.1 + 0.05 * random.nextDouble());
                    market.quote(row, TEN, price, Math.min(0.025, price / 4), interest[row]);
                }
            }
            close(market);
            new SlowChain(market, EXPIRY)
                    .isAsSaid(
                            row -> interest[row],
                            row -> Double.isNaN(interest[row]) ? Double.NaN : 0);
        }
    }
}
