package dev.shikra.plugins.greeks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded one-minute chains of NIFTY, nearest expiry: with the forward from put-call parity at the
 * strikes around the money, every liquid strike has a volatility, and the call's and the put's
 * agree.
 */
class RecordedChainTest {
    private static final String CHAIN = "data/options/nifty_option_chain_1min_8sessions.zip";
    private static final double SECONDS_PER_YEAR = 365 * 86_400.0;
    private static final int CLOSE_SECONDS = 15 * 3600 + 30 * 60;
    private static final double LIQUID_VOLUME = 1_000;
    private static final double STRIKES_AROUND = 0.02;

    private final PricingModel black76 = new Black76Model();
    private final OptionValues call = new OptionValues();
    private final OptionValues put = new OptionValues();

    /** Closes of one minute; NaN where a side did not trade enough. */
    private static final class Pair {
        double call = Double.NaN;
        double put = Double.NaN;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20240120",
                "20240123",
                "20240124",
                "20240125",
                "20251111",
                "20251117",
                "20251118",
                "20251119"
            })
    void liquidStrikesSolveAndCallAgreesWithPut(String date) throws IOException {
        Path file = SharedFiles.require(CHAIN);
        Map<Integer, Map<Double, Pair>> minutes = new HashMap<>();
        double days = read(file, date, OptionKind.CALL, minutes);
        assertThat(read(file, date, OptionKind.PUT, minutes)).isEqualTo(days);
        int pairs = 0;
        int solved = 0;
        List<Double> differences = new ArrayList<>();
        for (var minute : minutes.entrySet()) {
            int secondsLeft = CLOSE_SECONDS - (minute.getKey() + 60);
            double years = (days * 86_400 + secondsLeft) / SECONDS_PER_YEAR;
            double forward = forward(minute.getValue());
            if (years < 3600 / SECONDS_PER_YEAR || Double.isNaN(forward)) {
                continue; // in the last hour closes of one minute are not of one moment any more
            }
            for (var entry : minute.getValue().entrySet()) {
                double strike = entry.getKey();
                Pair pair = entry.getValue();
                if (Double.isNaN(pair.call + pair.put)
                        || Math.abs(strike / forward - 1) > STRIKES_AROUND) {
                    continue;
                }
                pairs++;
                boolean outOfTheMoneyCall = strike >= forward;
                ImpliedVolatilityStatus ofCall =
                        black76.impliedVolatility(
                                OptionKind.CALL, forward, strike, years, 0, 0, pair.call, call);
                ImpliedVolatilityStatus ofPut =
                        black76.impliedVolatility(
                                OptionKind.PUT, forward, strike, years, 0, 0, pair.put, put);
                OptionValues sound = outOfTheMoneyCall ? call : put;
                if ((outOfTheMoneyCall ? ofCall : ofPut) == ImpliedVolatilityStatus.OK) {
                    solved++;
                    assertThat(sound.volatility).isBetween(0.01, 3.0);
                }
                if (ofCall == ImpliedVolatilityStatus.OK
                        && ofPut == ImpliedVolatilityStatus.OK
                        && Math.abs(strike / forward - 1) < STRIKES_AROUND / 4) {
                    differences.add(Math.abs(call.volatility - put.volatility));
                }
            }
        }
        double[] sorted = differences.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = sorted[sorted.length / 2];
        System.out.println(
                date
                        + ": "
                        + pairs
                        + " pairs, "
                        + solved
                        + " out-of-the-money volatilities; call less put at the money, median "
                        + median);
        assertThat(pairs).isGreaterThan(2_000);
        assertThat(solved).as("liquid out-of-the-money options solve").isEqualTo(pairs);
        assertThat(median)
                .as("call and put agree within the effect of the spread")
                .isLessThan(0.005);
    }

    /** Median over the strikes nearest the money of strike + call - put. */
    private static double forward(Map<Double, Pair> chain) {
        double[] strikes =
                chain.entrySet().stream()
                        .filter(e -> !Double.isNaN(e.getValue().call + e.getValue().put))
                        .sorted((a, b) ->
                                Double.compare(
                                        Math.abs(a.getValue().call - a.getValue().put),
                                        Math.abs(b.getValue().call - b.getValue().put)))
                        .limit(5)
                        .mapToDouble(Map.Entry::getKey)
                        .toArray();
        if (strikes.length < 5) {
            return Double.NaN;
        }
        double[] forwards =
                Arrays.stream(strikes)
                        .map(strike -> {
                            Pair pair = Objects.requireNonNull(chain.get(strike));
                            return strike + pair.call - pair.put;
                        })
                        .sorted()
                        .toArray();
        return forwards[2];
    }

    /** Keeps the nearest expiry. {@return calendar days from the session to it} */
    private static double read(
            Path file, String date, OptionKind kind, Map<Integer, Map<Double, Pair>> minutes)
            throws IOException {
        boolean inPaise = date.startsWith("2025");
        double unit = inPaise ? 0.01 : 1;
        String name =
                "opt_nifty_" + (kind == OptionKind.CALL ? "call" : "put") + "_" + date + ".csv";
        List<String[]> rows = new ArrayList<>();
        try (ZipFile zip = new ZipFile(file.toFile());
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        zip.getInputStream(
                                                Objects.requireNonNull(zip.getEntry(name))),
                                        UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows.add(line.split(",", -1));
            }
        }
        int nearest = rows.stream().mapToInt(row -> date(row[4])).min().orElseThrow();
        for (String[] row : rows) {
            if (date(row[4]) == nearest && Double.parseDouble(row[9]) >= LIQUID_VOLUME) {
                Pair pair =
                        minutes.computeIfAbsent(Integer.parseInt(row[1]), at -> new HashMap<>())
                                .computeIfAbsent(Double.parseDouble(row[3]), at -> new Pair());
                double close = Double.parseDouble(row[8]) * unit;
                if (kind == OptionKind.CALL) {
                    pair.call = close;
                } else {
                    pair.put = close;
                }
            }
        }
        return epochDay(nearest) - epochDay(date(date));
    }

    /** Dates are yyyymmdd, or yymmdd. */
    private static int date(String text) {
        int number = Integer.parseInt(text);
        return number < 1_000_000 ? 20_000_000 + number : number;
    }

    private static long epochDay(int date) {
        return java.time.LocalDate.of(date / 10_000, date / 100 % 100, date % 100).toEpochDay();
    }
}
