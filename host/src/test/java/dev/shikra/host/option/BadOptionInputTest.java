package dev.shikra.host.option;

import static dev.shikra.host.option.OptionMarket.EXPIRY;
import static dev.shikra.host.option.OptionMarket.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Contract;
import dev.shikra.api.market.Instrument.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input that has no volatility: a status with its reason, every value that hangs on it NaN, and the
 * option beside it unharmed.
 */
class BadOptionInputTest {
    private static final LocalDate MONDAY = LocalDate.of(2025, 12, 8);
    private static final long TEN = ms(MONDAY, "10:00:00");
    private static final double RATE = OptionSettings.USUAL.rate();
    private static final double YEARS = (ms(EXPIRY, "15:30:00") - TEN) / (365 * 86_400_000.0);

    private static final List<OptionField> UNKNOWN =
            List.of(
                    OptionField.IV,
                    OptionField.DELTA,
                    OptionField.GAMMA,
                    OptionField.THETA,
                    OptionField.VEGA,
                    OptionField.RHO,
                    OptionField.VANNA,
                    OptionField.VOMMA);

    /** A chain that is quoted well, with more instruments behind it; {@code bad} spoils one. */
    private static OptionMarket market(List<Instrument> more, Consumer<OptionMarket> bad) {
        var all = new ArrayList<>(OptionMarket.chain(EXPIRY, 25_500, 50, 21));
        all.addAll(more);
        var market = new OptionMarket(all, OptionSettings.USUAL, new SlowBlack76()).readAll();
        market.spot(TEN, 26_000);
        market.quoteAll(TEN, 26_017, YEARS, RATE, 0.14);
        market.frame(TEN);
        bad.accept(market);
        market.spot(TEN + 500, 26_000.5);
        market.frame(TEN + 500);
        market.clock(TEN / 1000 + 1); // a minute closes
        return market;
    }

    private static void assertUnknown(OptionMarket market, int row, OptionStatus status) {
        assertThat(market.status(row)).isEqualTo(status);
        assertThat(market.engine.options().status(row).reason()).isNotBlank();
        for (OptionField field : UNKNOWN) {
            assertThat(market.option(row, field)).as("%s", field).isNaN();
        }
        assertThat(market.status(market.row(EXPIRY, 25_900, Kind.PUT)))
                .as("the option beside it")
                .isEqualTo(OptionStatus.OK);
        assertThat(market.chain(market.row(EXPIRY, 25_900, Kind.PUT), ChainField.ATM_IV))
                .isBetween(0.13, 0.15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3})
    void aPriceThatIsNotPositive(double price) {
        var market =
                market(
                        List.of(),
                        m -> m.writer.trade(m.row(26_200, Kind.CALL), TEN + 1, price, 75));
        assertUnknown(market, market.row(26_200, Kind.CALL), OptionStatus.BAD_PRICE);
        assertThat(market.option(market.row(26_200, Kind.CALL), OptionField.PRICE)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.POSITIVE_INFINITY})
    void aStrikeThatIsNotPositiveOrNoNumber(double strike) {
        var odd = OptionMarket.option(EXPIRY, strike, Kind.CALL);
        var market = market(List.of(odd), m -> m.quote(43, TEN + 1, 90, 0.05, 75));
        assertUnknown(market, 43, OptionStatus.BAD_STRIKE);
        assertThat(market.chain(43, ChainField.PCR)).isNaN();
        assertThatThrownBy(() -> new Contract("NIFTY", EXPIRY, -1))
                .hasMessageContaining("NIFTY: strike -1.0 is negative");
        assertThatThrownBy(() -> new Contract("NIFTY", EXPIRY, Double.NaN))
                .hasMessageContaining("strike NaN");
    }

    @Test
    void aContractThatTheMasterDoesNotGive() {
        var bare = new Instrument(9, "ODDCE", "NFO", "NFO-OPT", Kind.CALL, 0.05, 75, true, null);
        var blank =
                new Instrument(
                        10,
                        "ODDPE",
                        "NFO",
                        "NFO-OPT",
                        Kind.PUT,
                        0.05,
                        75,
                        true,
                        new Contract(" ", EXPIRY, 26_000));
        var market =
                market(
                        List.of(bare, blank),
                        m -> {
                            m.quote(43, TEN + 1, 90, 0.05, 75);
                            m.quote(44, TEN + 1, 90, 0.05, 75);
                        });
        assertUnknown(market, 43, OptionStatus.NO_CONTRACT);
        assertUnknown(market, 44, OptionStatus.NO_CONTRACT);
    }

    @Test
    void anExpiryThatIsPastFromTheStart() {
        LocalDate past = LocalDate.of(2025, 12, 2);
        var market =
                market(
                        List.of(OptionMarket.option(past, 26_000, Kind.CALL)),
                        m -> m.quote(43, TEN + 1, 90, 0.05, 75));
        assertUnknown(market, 43, OptionStatus.EXPIRED);
        assertThat(market.chain(43, ChainField.STATUS)).isEqualTo(OptionStatus.EXPIRED.ordinal());
        for (ChainField field : ChainField.values()) {
            boolean always =
                    field == ChainField.STATUS
                            || field == ChainField.SPOT
                            || field == ChainField.FORWARD_SOURCE
                            || field == ChainField.DAYS;
            if (!always) {
                assertThat(market.chain(43, field)).as("%s", field).isNaN();
            }
        }
        assertThat(market.option(43, OptionField.TIME_TO_EXPIRY)).isZero();
        assertThat(market.option(43, OptionField.TRADING_MINUTES)).isZero();
    }

    @Test
    void aQuoteThatIsCrossed() {
        var market =
                market(
                        List.of(),
                        m ->
                                m.writer.quote(
                                        m.row(26_200, Kind.CALL), TEN + 1, 90, 95, 75, 90, 75, 75));
        assertUnknown(market, market.row(26_200, Kind.CALL), OptionStatus.CROSSED);
    }

    @Test
    void aSpreadThatIsTooWideWithoutATrade() {
        var market =
                market(
                        List.of(),
                        m ->
                                m.writer.quote(
                                        m.row(26_200, Kind.CALL), TEN + 1, 90, 10, 75, 80, 75, 75));
        assertUnknown(market, market.row(26_200, Kind.CALL), OptionStatus.WIDE_SPREAD);
    }

    @Test
    void nothingHeardOfIt() {
        var market =
                new OptionMarket(
                                OptionMarket.chain(EXPIRY, 25_500, 50, 21),
                                OptionSettings.USUAL,
                                new SlowBlack76())
                        .readAll();
        int silent = market.row(26_200, Kind.CALL);
        market.spot(TEN, 26_000);
        for (int row = 1; row < market.instruments.size(); row++) {
            if (row != silent) {
                market.quote(row, TEN, 500, 0.05, 75);
            }
        }
        market.frame(TEN);
        assertThat(market.status(silent)).isEqualTo(OptionStatus.NO_PRICE);
        for (OptionField field : UNKNOWN) {
            assertThat(market.option(silent, field)).as("%s", field).isNaN();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPriceThatNoVolatilityGives(boolean cheap) {
        double strike = cheap ? 25_500 : 26_500; // 517 in the money; 483 below the forward
        var market =
                market(
                        List.of(),
                        m ->
                                m.quote(
                                        m.row(strike, cheap ? Kind.CALL : Kind.PUT),
                                        TEN + 1,
                                        cheap ? 500 : 26_600,
                                        0.05,
                                        75));
        assertUnknown(
                market,
                market.row(strike, cheap ? Kind.CALL : Kind.PUT),
                cheap ? OptionStatus.BELOW_INTRINSIC : OptionStatus.ABOVE_MAXIMUM);
    }

    @Test
    void noUnderlyingAtAll() {
        var alone =
                new Instrument(
                        9,
                        "OTHER26000CE",
                        "NFO",
                        "NFO-OPT",
                        Kind.CALL,
                        0.05,
                        75,
                        true,
                        new Contract("OTHER", EXPIRY, 26_000));
        var market = market(List.of(alone), m -> m.quote(43, TEN + 1, 90, 0.05, 75));
        assertUnknown(market, 43, OptionStatus.NO_FORWARD);
        assertThat(market.option(43, OptionField.PRICE)).isEqualTo(90);
        assertThat(market.chain(43, ChainField.STATUS))
                .isEqualTo(OptionStatus.NO_FORWARD.ordinal());
        assertThat(market.chain(43, ChainField.FORWARD)).isNaN();
        assertThat(market.chain(43, ChainField.EXPECTED_MOVE)).isNaN();
    }
}
