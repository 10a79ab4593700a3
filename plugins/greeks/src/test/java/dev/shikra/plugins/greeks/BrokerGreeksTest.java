package dev.shikra.plugins.greeks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A broker's own Greeks of one chain, four days before expiry, against Black's formula.
 *
 * <p>What the broker does, found by fitting its printed digits: Black 76 on a forward of 24,282.071
 * (11 above spot), rate 0, calendar time over 365 days to 15:30 of the expiry day, seen a few
 * seconds before 15:30; theta = -dV/dT / 365, vega per 1 %. Its implied volatility is of a price
 * shortly before the last trade in the file, and has two decimals of a percent, too few for four
 * decimals of theta: the test looks for one volatility within that rounding that gives all the
 * other digits.
 */
class BrokerGreeksTest {
    private static final double FORWARD = 24_282.071;
    private static final double YEARS = (4 + 4.0 / 86_400) / 365;
    private static final double HALF_A_DIGIT = 0.51e-4;
    private static final int POINTS = 4;
    private static final int STEPS_A_POINT = 4;

    private final OptionValues values = new OptionValues();
    private final PricingModel black76 = new Black76Model();
    private final List<Quote> quotes = new ArrayList<>();

    private record Quote(
            OptionKind kind,
            double strike,
            double lastPrice,
            double volume,
            double delta,
            double gamma,
            double theta,
            double vega,
            double volatility) {}

    @BeforeEach
    void read() throws IOException {
        Path file = SharedFiles.require("data/options/upstox_nifty_chain_greeks_2026-07.json.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            for (JsonNode row : JsonMapper.builder().build().readTree(in).get("data")) {
                double strike = row.get("strike_price").asDouble();
                add(OptionKind.CALL, strike, row.get("call_options"));
                add(OptionKind.PUT, strike, row.get("put_options"));
            }
        }
        // The rest are priced below intrinsic: the broker prints an iv of 0.
        assertThat(quotes).hasSize(149);
    }

    private void add(OptionKind kind, double strike, JsonNode option) {
        JsonNode greeks = option.get("option_greeks");
        double percent = greeks.get("iv").asDouble();
        if (percent > 0) {
            quotes.add(
                    new Quote(
                            kind,
                            strike,
                            option.get("market_data").get("ltp").asDouble(),
                            option.get("market_data").get("volume").asDouble(),
                            greeks.get("delta").asDouble(),
                            greeks.get("gamma").asDouble(),
                            greeks.get("theta").asDouble(),
                            greeks.get("vega").asDouble(),
                            percent / 100));
        }
    }

    @Test
    void reproducesPrintedDigitsWithFourCalendarDaysOn365AndNoRate() {
        int count = reproduced(FORWARD, YEARS, 0, 0);
        System.out.println(count + " of " + quotes.size() + " options have all printed digits");
        assertThat(count).isEqualTo(140);
    }

    /**
     * What is printed was not computed in one moment: of the options that traded on the day, four
     * were on a forward a few points away. The three left over did not trade.
     */
    @Test
    void reproducesEveryOptionThatTradedOnAForwardAtMostFourPointsAway() {
        var left = new ArrayList<Double>();
        for (Quote quote : quotes) {
            boolean found = false;
            for (int step = 0; step <= 2 * POINTS * STEPS_A_POINT && !found; step++) {
                double forward = FORWARD - POINTS + step / (double) STEPS_A_POINT;
                found = best(quote, forward, YEARS, 0, 0) <= HALF_A_DIGIT;
            }
            if (!found) {
                left.add(quote.volume);
            }
        }
        System.out.println(left.size() + " options are on another forward still");
        assertThat(left).hasSizeLessThanOrEqualTo(3).allMatch(volume -> volume == 0);
    }

    @Test
    void noOtherConventionReproducesThem() {
        assertThat(reproduced(FORWARD, YEARS * 365 / 365.25, 0, 0)).as("ACT/365.25").isLessThan(70);
        assertThat(reproduced(FORWARD, 2.0 / 252, 0, 0)).as("trading days").isLessThan(20);
        assertThat(reproduced(FORWARD, 4.5 / 365, 0, 0)).as("to midnight").isLessThan(20);
        assertThat(reproduced(FORWARD, YEARS, 0.065, 0.065)).as("discounted").isLessThan(100);
        double carry = Math.log(FORWARD / 24_270.85) / YEARS;
        assertThat(reproduced(24_270.85, YEARS, carry, 0)).as("spot and rate").isLessThan(70);
    }

    /**
     * Where the option did not trade on, its last price gives the broker's volatility as printed.
     */
    @Test
    void solvesQuietStrikesToThePrintedVolatility() {
        int solved = 0;
        int equal = 0;
        for (Quote quote : quotes) {
            ImpliedVolatilityStatus status =
                    black76.impliedVolatility(
                            quote.kind,
                            FORWARD,
                            quote.strike,
                            YEARS,
                            0,
                            0,
                            quote.lastPrice,
                            values);
            if (status == ImpliedVolatilityStatus.OK) {
                solved++;
                if (Math.abs(values.volatility - quote.volatility) <= 1.01e-4) {
                    equal++;
                }
            }
        }
        System.out.println(
                "of "
                        + quotes.size()
                        + " last prices "
                        + solved
                        + " solve, "
                        + equal
                        + " to the broker's printed volatility");
        assertThat(solved).isGreaterThan(145);
        assertThat(equal).isGreaterThanOrEqualTo(20);
    }

    private int reproduced(double underlying, double years, double rate, double yield) {
        int count = 0;
        for (Quote quote : quotes) {
            if (best(quote, underlying, years, rate, yield) <= HALF_A_DIGIT) {
                count++;
            }
        }
        return count;
    }

    /** {@return the least deviation that a volatility of the printed digits gives} */
    private double best(Quote quote, double underlying, double years, double rate, double yield) {
        PricingModel model = new BlackScholesMertonModel();
        double low = quote.volatility - 1.01e-4;
        double high = quote.volatility + 1.01e-4;
        for (int i = 0; i < 60; i++) { // the worst deviation is convex in so narrow a range
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (deviation(model, quote, underlying, years, rate, yield, left)
                    < deviation(model, quote, underlying, years, rate, yield, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return deviation(model, quote, underlying, years, rate, yield, low);
    }

    private double deviation(
            PricingModel model,
            Quote quote,
            double underlying,
            double years,
            double rate,
            double yield,
            double volatility) {
        model.value(quote.kind, underlying, quote.strike, years, rate, yield, volatility, values);
        return Math.max(
                Math.max(
                        Math.abs(values.delta - quote.delta), Math.abs(values.gamma - quote.gamma)),
                Math.max(Math.abs(values.theta - quote.theta), Math.abs(values.vega - quote.vega)));
    }
}
