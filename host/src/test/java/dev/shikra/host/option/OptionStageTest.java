package dev.shikra.host.option;

import static dev.shikra.host.option.OptionMarket.EXPIRY;
import static dev.shikra.host.option.OptionMarket.INDEX;
import static dev.shikra.host.option.OptionMarket.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Contract;
import dev.shikra.api.market.Instrument.Kind;
import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OptionStageTest {
    private static final OptionSettings READ =
            OptionSettings.USUAL.with(OptionSettings.Compute.READ);
    private static final LocalDate MONDAY = LocalDate.of(2025, 12, 8);
    private static final double RATE = OptionSettings.USUAL.rate();
    private static final long TEN = ms(MONDAY, "10:00:00");
    private static final double YEARS = (ms(EXPIRY, "15:30:00") - TEN) / (365 * 86_400_000.0);

    private final SlowBlack76 model = new SlowBlack76();

    private OptionMarket market(List<Instrument> instruments) {
        return new OptionMarket(instruments, OptionSettings.USUAL, model).readAll();
    }

    private static List<Instrument> strikes() {
        return OptionMarket.chain(EXPIRY, 25_000, 50, 41);
    }

    private static List<Instrument> with(List<Instrument> some, Instrument... more) {
        var all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static ForwardSource source(OptionMarket market) {
        return ForwardSource.values()[(int) market.chain(INDEX, ChainField.FORWARD_SOURCE)];
    }

    @Test
    void pricesEachOptionOnTheFutureOfItsExpiry() {
        var market = market(with(strikes(), OptionMarket.future(EXPIRY)));
        int future = market.instruments.size() - 1;
        market.spot(TEN, 26_000);
        market.quote(future, TEN, 26_040, 0.5, 1_000);
        market.quoteAll(TEN, 26_040, YEARS, RATE, 0.14);
        market.frame(TEN);
        assertThat(source(market)).isEqualTo(ForwardSource.FUTURE);
        assertThat(market.chain(INDEX, ChainField.FORWARD)).isEqualTo(26_040);
        assertThat(market.chain(future, ChainField.ATM_STRIKE)).isEqualTo(26_050);
        var values = new OptionValues();
        for (double strike = 25_600; strike <= 26_400; strike += 50) {
            for (Kind kind : List.of(Kind.CALL, Kind.PUT)) {
                int row = market.row(strike, kind);
                assertThat(market.status(row)).isEqualTo(OptionStatus.OK);
                assertThat(market.option(row, OptionField.IV)).isCloseTo(0.14, within(1e-6));
                OptionKind side = kind == Kind.CALL ? OptionKind.CALL : OptionKind.PUT;
                model.value(side, 26_040, strike, YEARS, RATE, 0, 0.14, values);
                assertThat(market.option(row, OptionField.DELTA))
                        .isCloseTo(values.delta, within(1e-6));
                assertThat(market.option(row, OptionField.GAMMA))
                        .isCloseTo(values.gamma, within(1e-8));
                assertThat(market.option(row, OptionField.THETA))
                        .isCloseTo(values.theta, within(1e-3));
                assertThat(market.option(row, OptionField.VEGA))
                        .isCloseTo(values.vega, within(1e-3));
                double in = side.sign() * (26_000 - strike);
                assertThat(market.option(row, OptionField.INTRINSIC)).isEqualTo(Math.max(0, in));
            }
        }
        assertThat(market.chain(INDEX, ChainField.EXPECTED_MOVE))
                .isCloseTo(26_040 * 0.14 * Math.sqrt(YEARS), within(0.01));
    }

    @Test
    void takesTheForwardFromParityWhereNoFutureExpiresThatDay() {
        var market = market(with(strikes(), OptionMarket.future(LocalDate.of(2025, 12, 30))));
        market.spot(TEN, 26_000);
        market.quote(market.instruments.size() - 1, TEN, 26_300, 0.5, 1_000);
        market.quoteAll(TEN, 26_017, YEARS, RATE, 0.14);
        market.frame(TEN);
        assertThat(source(market)).isEqualTo(ForwardSource.PARITY);
        assertThat(market.chain(INDEX, ChainField.FORWARD)).isCloseTo(26_017, within(1e-6));
    }

    @Test
    void carriesTheSpotWhereThereAreNoPairs() {
        var market = market(strikes());
        int call = market.row(26_100, Kind.CALL);
        double forward = 26_000 * Math.exp(RATE * YEARS);
        double price = SlowBlack76.price(1, forward, 26_100, YEARS, RATE, 0.2);
        market.spot(TEN, 26_000);
        market.quote(call, TEN, price, 0.05, 750);
        market.frame(TEN);
        assertThat(source(market)).isEqualTo(ForwardSource.SPOT);
        assertThat(market.option(call, OptionField.IV)).isCloseTo(0.2, within(1e-6));
    }

    @Test
    void usesTheMiddleOfASaneQuoteElseTheLastTradeAndSaysWhich() {
        var market = market(strikes());
        int sane = market.row(26_000, Kind.CALL);
        int wide = market.row(26_050, Kind.CALL);
        int wideAndOld = market.row(26_100, Kind.CALL);
        market.spot(TEN, 26_000);
        market.writer.trade(sane, TEN, 150, 75, 151, 75, 153, 75, 900);
        market.writer.trade(wide, TEN, 140, 75, 100, 75, 180, 75, 900);
        market.quote(wideAndOld, TEN, 130, 40, 900);
        market.frame(TEN);
        assertThat(market.option(sane, OptionField.PRICE)).isEqualTo(152);
        assertThat(market.option(sane, OptionField.PRICE_SOURCE))
                .isEqualTo(PriceSource.MID.ordinal());
        assertThat(market.option(wide, OptionField.PRICE)).isEqualTo(140);
        assertThat(market.option(wide, OptionField.PRICE_SOURCE))
                .isEqualTo(PriceSource.LAST.ordinal());
        assertThat(market.status(wideAndOld)).isEqualTo(OptionStatus.WIDE_SPREAD);
        assertThat(market.option(wideAndOld, OptionField.IV)).isNaN();

        OptionSettings last =
                OptionMarket.settings(
                        OptionSettings.Price.LAST, OptionSettings.Time.CALENDAR, 5, 1000);
        var byLast = new OptionMarket(strikes(), last, model).readAll();
        byLast.spot(TEN, 26_000);
        byLast.writer.trade(sane, TEN, 150, 75, 151, 75, 153, 75, 900);
        byLast.frame(TEN);
        assertThat(byLast.option(sane, OptionField.PRICE)).isEqualTo(150);
    }

    @Test
    void leavesOutWhatIsOldByEventTime() {
        var market = market(strikes());
        int call = market.row(26_000, Kind.CALL);
        market.spot(TEN, 26_000);
        market.writer.trade(call, TEN, 150, 75, 149, 75, 151, 75, 900);
        market.frame(TEN);
        assertThat(market.status(call)).isEqualTo(OptionStatus.OK);
        long later = TEN + 121_000;
        market.spot(later, 26_010);
        market.frame(later);
        assertThat(market.status(call)).isEqualTo(OptionStatus.STALE);
        assertThat(market.option(call, OptionField.IV)).isNaN();
        assertThat(market.option(call, OptionField.OPEN_INTEREST)).isEqualTo(900);
    }

    @Test
    void pricesTheStrikesAroundTheMoneyAtATickAndTheRestOnTheCadence() {
        OptionSettings settings =
                OptionMarket.settings(
                        OptionSettings.Price.MID, OptionSettings.Time.CALENDAR, 2, 10_000);
        var market =
                new OptionMarket(with(strikes(), OptionMarket.future(EXPIRY)), settings, model)
                        .readAll();
        int future = market.instruments.size() - 1;
        market.spot(TEN, 26_000);
        market.quote(future, TEN, 26_040, 0.5, 1_000);
        market.quoteAll(TEN, 26_040, YEARS, RATE, 0.14);
        market.frame(TEN);
        int near = market.row(26_100, Kind.CALL);
        int far = market.row(26_500, Kind.CALL);
        double nearIv = market.option(near, OptionField.IV);
        double farIv = market.option(far, OptionField.IV);
        market.clock(TEN / 1000 + 1); // a minute closes
        model.asked = 0;
        market.quote(future, TEN + 1_500, 26_060, 0.5, 1_000);
        market.frame(TEN + 1_500);
        assertThat(model.asked).isEqualTo(10);
        assertThat(market.option(near, OptionField.IV)).isLessThan(nearIv);
        assertThat(market.option(far, OptionField.IV)).isEqualTo(farIv);
        market.spot(TEN + 10_500, 26_010);
        market.frame(TEN + 10_500);
        assertThat(market.option(far, OptionField.IV)).isLessThan(farIv);
    }

    @Test
    void hasEverythingFreshWhenAMinuteCloses() {
        OptionSettings settings =
                OptionMarket.settings(
                        OptionSettings.Price.MID, OptionSettings.Time.CALENDAR, 0, 60_000);
        var market =
                new OptionMarket(with(strikes(), OptionMarket.future(EXPIRY)), settings, model)
                        .readAll();
        int future = market.instruments.size() - 1;
        market.spot(TEN, 26_000);
        market.quote(future, TEN, 26_040, 0.5, 1_000);
        market.quoteAll(TEN, 26_040, YEARS, RATE, 0.14);
        market.frame(TEN);
        int far = market.row(26_500, Kind.CALL);
        market.quote(future, TEN + 30_000, 26_060, 0.5, 1_000);
        market.frame(TEN + 30_000);
        market.clock((TEN + 61_000) / 1000);
        double years = YEARS - 60_000 / (365 * 86_400_000.0);
        double price = SlowBlack76.price(1, 26_040, 26_500, YEARS, RATE, 0.14);
        var values = new OptionValues();
        model.impliedVolatility(OptionKind.CALL, 26_060, 26_500, years, RATE, 0, price, values);
        assertThat(market.option(far, OptionField.IV)).isCloseTo(values.volatility, within(1e-7));
    }

    @Test
    void asksTheModelNothingWhileNobodyReadsAnOptionsValue() {
        var market = new OptionMarket(strikes(), READ, model);
        market.spot(TEN, 26_000);
        market.quoteAll(TEN, 26_017, YEARS, RATE, 0.14);
        market.frame(TEN);
        market.clock(TEN / 1000 + 61);
        assertThat(model.asked).isZero();
        market.slot("chain", "pcr");
        market.spot(TEN + 62_000, 26_000);
        market.frame(TEN + 62_000);
        assertThat(market.chain(INDEX, ChainField.PCR)).isPositive();
    }

    @Test
    void saysWhatIsWrongWithAnInstrumentsContract() {
        var bare = new Instrument(9, "ODDCE", "NFO", "NFO-OPT", Kind.CALL, 0.05, 75, true, null);
        var market = market(with(strikes(), bare, OptionMarket.option(EXPIRY, 0, Kind.PUT)));
        int noContract = market.instruments.size() - 2;
        int noStrike = market.instruments.size() - 1;
        for (int row : new int[] {noContract, noStrike}) {
            market.writer.trade(row, TEN, 100, 75, 99, 75, 101, 75, 900);
        }
        market.spot(TEN, 26_000);
        market.quoteAll(TEN, 26_017, YEARS, RATE, 0.14);
        market.frame(TEN);
        market.clock(TEN / 1000 + 61);
        assertThat(market.status(noContract)).isEqualTo(OptionStatus.NO_CONTRACT);
        assertThat(market.status(noStrike)).isEqualTo(OptionStatus.BAD_STRIKE);
        assertThat(market.option(noContract, OptionField.IV)).isNaN();
        assertThat(market.option(noStrike, OptionField.DELTA)).isNaN();
        assertThat(market.chain(noStrike, ChainField.PCR)).isNaN();
        assertThat(market.status(market.row(26_000, Kind.CALL))).isEqualTo(OptionStatus.OK);
        for (OptionStatus status : OptionStatus.values()) {
            assertThat(status.reason()).isNotBlank();
        }
    }

    @Test
    void saysThatAPriceIsNotPositiveAndGoesOnWithTheNextGoodOne() {
        var market = market(strikes());
        int call = market.row(26_000, Kind.CALL);
        market.spot(TEN, 26_000);
        market.writer.trade(call, TEN, 150, 75, 149, 75, 151, 75, 900);
        market.frame(TEN);
        market.writer.trade(call, TEN + 1_000, 0, 75);
        market.writer.trade(market.row(26_050, Kind.CALL), TEN + 1_000, -3, 75);
        market.frame(TEN + 1_000);
        assertThat(market.status(call)).isEqualTo(OptionStatus.BAD_PRICE);
        assertThat(market.status(market.row(26_050, Kind.CALL))).isEqualTo(OptionStatus.BAD_PRICE);
        assertThat(market.option(call, OptionField.IV)).isNaN();
        assertThat(market.engine.counters().badPrice).isEqualTo(2);
        market.writer.trade(call, TEN + 2_000, 151, 75, 150, 75, 152, 75, 900);
        market.frame(TEN + 2_000);
        assertThat(market.status(call)).isEqualTo(OptionStatus.OK);
    }

    @Test
    void saysThatAQuoteIsCrossedAndPricesItsNeighbours() {
        var market = market(strikes());
        market.spot(TEN, 26_000);
        market.quoteAll(TEN, 26_017, YEARS, RATE, 0.14);
        int call = market.row(26_100, Kind.CALL);
        market.writer.quote(call, TEN + 1, 90, 95, 75, 90, 75, 900);
        market.frame(TEN + 1);
        assertThat(market.status(call)).isEqualTo(OptionStatus.CROSSED);
        assertThat(market.option(call, OptionField.VEGA)).isNaN();
        assertThat(market.status(market.row(26_150, Kind.CALL))).isEqualTo(OptionStatus.OK);
    }

    @Test
    void saysThatThereIsNoForwardWithoutAnyUnderlying() {
        List<Instrument> orphans = strikes().subList(1, strikes().size());
        var market = market(orphans);
        int call = market.row(26_000, Kind.CALL);
        market.writer.trade(call, TEN, 150, 75, 149, 75, 151, 75, 900);
        market.frame(TEN);
        assertThat(market.status(call)).isEqualTo(OptionStatus.NO_FORWARD);
        assertThat(market.option(call, OptionField.IV)).isNaN();
        assertThat(market.option(call, OptionField.PRICE)).isEqualTo(150);
        assertThat(market.chain(call, ChainField.STATUS))
                .isEqualTo(OptionStatus.NO_FORWARD.ordinal());
        assertThat(market.chain(call, ChainField.ATM_IV)).isNaN();
        assertThat(market.chain(call, ChainField.FORWARD)).isNaN();
    }

    @Test
    void hasNoValuesFromTheExpiryOn() {
        long end = ms(EXPIRY, "15:30:00");
        var market = market(strikes());
        int call = market.row(26_000, Kind.CALL);
        market.spot(end - 30_000, 26_000);
        market.quoteAll(end - 30_000, 26_000, 30_000 / (365 * 86_400_000.0), RATE, 0.5);
        market.frame(end - 30_000);
        assertThat(market.status(call)).isEqualTo(OptionStatus.OK);
        assertThat(market.option(call, OptionField.TIME_TO_EXPIRY) * 86_400)
                .isCloseTo(30, within(1e-6));
        market.clock(end / 1000 + 1);
        assertThat(market.status(call)).isEqualTo(OptionStatus.EXPIRED);
        assertThat(market.option(call, OptionField.IV)).isNaN();
        assertThat(market.chain(INDEX, ChainField.STATUS))
                .isEqualTo(OptionStatus.EXPIRED.ordinal());
        assertThat(market.chain(INDEX, ChainField.PCR)).isNaN();
        assertThat(market.chain(INDEX, ChainField.ATM_IV)).isNaN();
    }

    @Test
    void saysThatAPriceIsOutsideWhatAnyVolatilityGives() {
        var market = market(with(strikes(), OptionMarket.future(EXPIRY)));
        market.quote(market.instruments.size() - 1, TEN, 26_000, 0.5, 1_000);
        int cheap = market.row(25_000, Kind.CALL);
        int dear = market.row(26_500, Kind.PUT);
        market.quote(cheap, TEN, 900, 1, 900);
        market.quote(dear, TEN, 26_600, 1, 900);
        market.frame(TEN);
        assertThat(market.status(cheap)).isEqualTo(OptionStatus.BELOW_INTRINSIC);
        assertThat(market.status(dear)).isEqualTo(OptionStatus.ABOVE_MAXIMUM);
        assertThat(market.option(cheap, OptionField.IV)).isNaN();
        assertThat(market.option(dear, OptionField.IV)).isNaN();
    }

    @Test
    void containsAModelThatThrows() {
        var market = new OptionMarket(strikes(), OptionSettings.USUAL, new Throwing()).readAll();
        market.spot(TEN, 26_000);
        market.quoteAll(TEN, 26_017, YEARS, RATE, 0.14);
        market.frame(TEN);
        assertThat(market.status(market.row(26_000, Kind.CALL)))
                .isEqualTo(OptionStatus.MODEL_FAILED);
        assertThat(market.engine.options().modelFailures()).isPositive();
        assertThat(market.chain(INDEX, ChainField.MAX_PAIN)).isPositive();
    }

    @Test
    void goesOnFromASnapshotAsIfNothingHadHappened() {
        long seed = 20251208;
        var through = market(with(strikes(), OptionMarket.future(LocalDate.of(2025, 12, 30))));
        trade(through, new SplittableRandom(seed), 0, 40);
        var restored = market(with(strikes(), OptionMarket.future(LocalDate.of(2025, 12, 30))));
        restored.restore(through);
        assertThat(restored.state()).isEqualTo(through.state());
        trade(through, new SplittableRandom(seed + 1), 40, 80);
        trade(restored, new SplittableRandom(seed + 1), 40, 80);
        assertThat(restored.state()).as("seed " + seed).isEqualTo(through.state());
        assertThat(through.chain(INDEX, ChainField.STRADDLE_VWAP)).isPositive();
    }

    private static void trade(OptionMarket market, SplittableRandom random, int from, int until) {
        for (int second = from; second < until; second++) {
            long ms = TEN + second * 1500L;
            double forward = 26_000 + 30 * random.nextDouble();
            market.spot(ms, forward - 15);
            for (int n = 0; n < 30; n++) {
                int row = 1 + random.nextInt(market.instruments.size() - 2);
                Contract contract = market.instruments.get(row).contract();
                int sign = market.instruments.get(row).kind() == Kind.CALL ? 1 : -1;
                double strike = contract == null ? 0 : contract.strike();
                double years = (ms(EXPIRY, "15:30:00") - ms) / (365 * 86_400_000.0);
                double price =
                        SlowBlack76.price(sign, forward, strike, years, RATE, 0.12)
                                * (1 + 0.01 * random.nextDouble());
                market.writer.trade(
                        row,
                        ms,
                        price,
                        75,
                        price * 0.999,
                        75,
                        price * 1.001,
                        75,
                        75.0 * random.nextInt(10_000));
            }
            market.frame(ms);
        }
    }

    @Test
    void remembersVolatilityOverSessionsForItsRank() {
        OptionSettings settings =
                OptionMarket.settings(
                        OptionSettings.Price.MID, OptionSettings.Time.CALENDAR, 5, 1000);
        List<Instrument> month = OptionMarket.chain(LocalDate.of(2025, 12, 30), 25_000, 50, 41);
        var market = new OptionMarket(month, settings, model).readAll();
        LocalDate day = LocalDate.of(2025, 12, 1);
        double[] sigmas = {0.10, 0.20, 0.15, 0.16};
        double rank = Double.NaN;
        double percentile = Double.NaN;
        for (int i = 0; i < sigmas.length; i++) {
            long at = ms(day.plusDays(i), "15:29:00");
            double years = (ms(LocalDate.of(2025, 12, 30), "15:30:00") - at) / (365 * 86_400_000.0);
            market.spot(at, 26_000);
            market.quoteAll(at, 26_000 * Math.exp(RATE * years), years, RATE, sigmas[i]);
            market.frame(at);
            market.clock(ms(day.plusDays(i), "15:30:02") / 1000);
            rank = market.chain(INDEX, ChainField.IV_RANK);
            percentile = market.chain(INDEX, ChainField.IV_PERCENTILE);
            if (i < 2) {
                assertThat(rank).as("below options.historyDays").isNaN();
            }
        }
        assertThat(rank).isCloseTo(60, within(0.5)); // 0.16 between 0.10 and 0.20
        assertThat(percentile).isCloseTo(200 / 3.0, within(1e-9));
    }

    @Test
    void allocatesNothingForATick() {
        var market = new OptionMarket(strikes(), READ, new Flat());
        market.slot("option", "iv");
        market.slot("chain", "pcr");
        market.slot("chain", "maxPain");
        market.slot("chain", "skew25");
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var stage = market.engine.options();
        var tick = new dev.shikra.api.market.Tick();
        long[] bytes = new long[3];
        for (int round = 0; round < bytes.length; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int n = 0; n < 20_000; n++) {
                long ms = TEN + round * 1_000_000L + n * 50L;
                int row = n % market.instruments.size();
                tick.clear();
                tick.instrument = row;
                tick.lastPrice = row == INDEX ? 26_000 + n % 50 : 100;
                tick.openInterest = 75 * (n % 1000);
                stage.tick(tick, row, ms, 75);
                stage.frameEnds(ms);
            }
            bytes[round] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(bytes[2]).isLessThan(1_000); // of 20,000 ticks
    }

    /** No search: what is measured is the stage. */
    private static final class Flat implements PricingModel {
        @Override
        public String name() {
            return "flat";
        }

        @Override
        public ValuationStatus value(
                OptionKind kind,
                double underlying,
                double strike,
                double years,
                double rate,
                double yield,
                double volatility,
                OptionValues out) {
            out.delta = 0.5;
            out.gamma = 0.001;
            return ValuationStatus.OK;
        }

        @Override
        public ImpliedVolatilityStatus impliedVolatility(
                OptionKind kind,
                double underlying,
                double strike,
                double years,
                double rate,
                double yield,
                double price,
                OptionValues out) {
            out.volatility = 0.1;
            return ImpliedVolatilityStatus.OK;
        }
    }

    private static final class Throwing implements PricingModel {
        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public ValuationStatus value(
                OptionKind kind,
                double underlying,
                double strike,
                double years,
                double rate,
                double yield,
                double volatility,
                OptionValues out) {
            throw new IllegalStateException("as told");
        }

        @Override
        public ImpliedVolatilityStatus impliedVolatility(
                OptionKind kind,
                double underlying,
                double strike,
                double years,
                double rate,
                double yield,
                double price,
                OptionValues out) {
            throw new IllegalStateException("as told");
        }
    }
}
