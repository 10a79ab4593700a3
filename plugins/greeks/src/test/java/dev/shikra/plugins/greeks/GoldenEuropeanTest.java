package dev.shikra.plugins.greeks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import dev.shikra.plugins.greeks.SharedFiles.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Every row of the reference files for European options, which were computed to 100 digits. */
class GoldenEuropeanTest {
    private static final double HOUR = 1.0 / (365 * 24);

    private final OptionValues values = new OptionValues();
    private final List<String> faults = new ArrayList<>();

    @Test
    void agreesWithBlackScholesMertonReference() {
        List<Row> rows = SharedFiles.gzippedCsv(SharedFiles.require("golden/bsm.csv.gz"));
        for (Row row : rows) {
            checkGreeks(
                    new BlackScholesMertonModel(),
                    row,
                    row.number("S"),
                    row.number("q"),
                    row.number("q"));
        }
        assertThat(rows).hasSize(4840);
        assertThat(faults).isEmpty();
    }

    @Test
    void agreesWithBlack76Reference() {
        List<Row> rows = SharedFiles.gzippedCsv(SharedFiles.require("golden/black76.csv.gz"));
        for (Row row : rows) {
            checkGreeks(new Black76Model(), row, row.number("F"), Double.NaN, row.number("r"));
        }
        assertThat(rows).hasSize(4820);
        assertThat(faults).isEmpty();
    }

    private void checkGreeks(
            PricingModel model, Row row, double underlying, double yield, double carryYield) {
        double strike = row.number("K");
        double years = row.number("T");
        double rate = row.number("r");
        double sigma = row.number("sigma");
        ValuationStatus status =
                model.value(
                        kind(row),
                        underlying,
                        strike,
                        years,
                        rate,
                        Double.isNaN(yield) ? 0 : yield,
                        sigma,
                        values);
        if (status != ValuationStatus.OK) {
            faults.add(row.text("id") + " " + status);
        }
        double root = Math.sqrt(years);
        double limit = years >= HOUR && sigma >= 0.05 ? 2e-13 : 1e-11;
        double decay = underlying * sigma / (2 * root) + rate * strike + carryYield * underlying;
        check(row, "price", values.price, 1e-14 * Math.max(underlying, strike));
        check(row, "delta", values.delta, limit);
        check(row, "gamma", values.gamma, limit / (underlying * sigma * root));
        check(row, "theta_day", values.theta, limit * decay / 365);
        check(row, "vega_pct", values.vega, limit * underlying * root / 100);
        check(row, "rho_pct", values.rho, limit * Math.max(underlying, strike) * years / 100);
        check(row, "vanna", values.vanna, limit / sigma);
        check(row, "vomma", values.vomma, limit * underlying * root / sigma);
    }

    private void check(Row row, String column, double actual, double tolerance) {
        double expected = row.number(column);
        if (!(Math.abs(actual - expected) <= tolerance)) {
            faults.add(
                    String.format(
                            Locale.ROOT,
                            "%s %s %s: %s, reference %s, off by %.1e, allowed %.1e",
                            row.text("id"),
                            row.text("category"),
                            column,
                            actual,
                            expected,
                            actual - expected,
                            tolerance));
        }
    }

    @Test
    void findsReferenceVolatilities() {
        PricingModel model = new BlackScholesMertonModel();
        List<Row> rows = SharedFiles.gzippedCsv(SharedFiles.require("golden/iv.csv.gz"));
        for (Row row : rows) {
            ImpliedVolatilityStatus status =
                    model.impliedVolatility(
                            kind(row),
                            row.number("S"),
                            row.number("K"),
                            row.number("T"),
                            row.number("r"),
                            row.number("q"),
                            row.number("price"),
                            values);
            if (!isExpected(row, status, values.volatility)) {
                faults.add(
                        String.join(
                                        " ",
                                        row.text("id"),
                                        row.text("category"),
                                        row.text("class"),
                                        status.label(),
                                        Double.toString(values.volatility))
                                + ", reference "
                                + row.text("sigma")
                                + ", for one unit of input "
                                + row.text("dsig_input_ulp"));
            }
        }
        assertThat(rows).hasSize(4780);
        assertThat(faults).isEmpty();
    }

    private static boolean isExpected(Row row, ImpliedVolatilityStatus status, double sigma) {
        boolean solved = status == ImpliedVolatilityStatus.OK;
        if (solved != Double.isFinite(sigma) || solved && sigma < 0) {
            return false;
        }
        return switch (row.text("class")) {
            case "OK", "WEAK" ->
                    Math.abs(sigma - row.number("sigma"))
                            <= 1e-12 * row.number("sigma") + 8 * row.number("dsig_input_ulp");
            case "OK_OTM" -> Math.abs(sigma - row.number("sigma")) <= 1e-10 * row.number("sigma");
            case "BELOW" ->
                    status == ImpliedVolatilityStatus.BELOW_INTRINSIC
                            || status == ImpliedVolatilityStatus.NO_INFORMATION;
            case "ABOVE" -> status == ImpliedVolatilityStatus.ABOVE_MAXIMUM;
            case "AT_UPPER", "AT_LOWER", "NONE" -> true;
            default -> throw new AssertionError("unknown class " + row.text("class"));
        };
    }

    private static OptionKind kind(Row row) {
        return row.text("flag").equals("c") ? OptionKind.CALL : OptionKind.PUT;
    }
}
