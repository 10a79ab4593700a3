package dev.shikra.plugins.greeks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import dev.shikra.plugins.greeks.SharedFiles.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every row of the reference file for American options. */
class GoldenAmericanTest {
    private final List<String> faults = new ArrayList<>();
    private List<Row> rows = List.of();

    @BeforeEach
    void read() {
        rows = SharedFiles.gzippedCsv(SharedFiles.require("golden/american.csv.gz"));
        assertThat(rows).hasSize(260);
    }

    @Test
    void treeOfLeisenAndReimerAgreesWithReferences() {
        PricingModel model = new AmericanModel();
        OptionValues values = new OptionValues();
        for (Row row : rows) {
            double spot = row.number("S");
            double strike = row.number("K");
            double years = row.number("T");
            double sigma = row.number("sigma");
            OptionKind kind = row.text("flag").equals("c") ? OptionKind.CALL : OptionKind.PUT;
            ValuationStatus status =
                    model.value(
                            kind,
                            spot,
                            strike,
                            years,
                            row.number("r"),
                            row.number("q"),
                            sigma,
                            values);
            assertThat(status).isEqualTo(ValuationStatus.OK);
            double root = sigma * Math.sqrt(years);
            check(row, "qdfp_price", values.price, 1e-4 * strike);
            if (kind == OptionKind.CALL && row.number("q") == 0) {
                // Never exercised early: the closed formula, not the reference's tree.
                check(row, "european_bsm", values.price, 1e-14 * Math.max(spot, strike));
                check(row, "lr2001_delta", values.delta, 1e-3);
            } else {
                check(row, "lr2001", values.price, 1e-10 * strike);
                check(row, "lr2001_delta", values.delta, 1e-8);
                check(row, "lr2001_gamma", values.gamma, 1e-6 / (spot * root));
                if (values.price == kind.sign() * (spot - strike)) {
                    assertThat(values.theta).as("exercise is due now").isZero();
                } else {
                    check(row, "lr2001_theta_year", values.theta * 365, 1e-6 * spot * sigma / root);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void textbookTreeAgreesWithReference() {
        for (Row row : rows) {
            double strike = row.number("K");
            double price =
                    CoxRossRubinsteinTree.price(
                            row.text("flag").equals("c") ? 1 : -1,
                            row.number("S"),
                            strike,
                            row.number("T"),
                            row.number("r"),
                            row.number("q"),
                            row.number("sigma"),
                            2001);
            check(row, "crr2001_own", price, 1e-10 * strike);
        }
        assertThat(faults).isEmpty();
    }

    private void check(Row row, String column, double actual, double tolerance) {
        double expected = row.number(column);
        if (!(Math.abs(actual - expected) <= tolerance)) {
            faults.add(
                    row.text("id")
                            + " "
                            + column
                            + ": "
                            + actual
                            + ", reference "
                            + expected
                            + ", off by "
                            + (actual - expected)
                            + ", allowed "
                            + tolerance);
        }
    }
}
