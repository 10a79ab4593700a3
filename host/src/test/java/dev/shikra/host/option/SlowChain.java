package dev.shikra.host.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Instrument.Contract;
import dev.shikra.api.market.Instrument.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/**
 * What the chain of one expiry says, counted again in the slow and obvious way: volatilities and
 * Greeks from the options' own rows, interest and volume from whoever fed the market.
 */
final class SlowChain {
    private static final double DAYS_A_YEAR = 365;

    private record Leg(double strike, int sign, int row) {}

    private final OptionMarket market;
    private final LocalDate expiry;
    private final List<Leg> legs = new ArrayList<>();

    SlowChain(OptionMarket market, LocalDate expiry) {
        this.market = market;
        this.expiry = expiry;
        for (int row = 0; row < market.instruments.size(); row++) {
            Instrument each = market.instruments.get(row);
            Contract contract = each.contract();
            if (contract != null && contract.strike() > 0 && contract.expiry().equals(expiry)) {
                int sign = each.kind() == Kind.CALL ? 1 : -1;
                legs.add(new Leg(contract.strike(), sign, row));
            }
        }
        legs.sort(Comparator.comparingDouble(Leg::strike).thenComparing(leg -> -leg.sign));
    }

    /** {@return any row that reads this chain} */
    int row() {
        return legs.getFirst().row;
    }

    private double says(ChainField field) {
        return market.chain(row(), field);
    }

    private void is(ChainField field, double expected) {
        double found = says(field);
        if (Double.isNaN(expected)) {
            assertThat(found).as("%s of %s", field, expiry).isNaN();
        } else {
            assertThat(found)
                    .as("%s of %s", field, expiry)
                    .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
        }
    }

    private double of(double strike, int sign, OptionField field) {
        for (Leg leg : legs) {
            if (leg.strike == strike && leg.sign == sign) {
                return market.option(leg.row, field);
            }
        }
        return Double.NaN;
    }

    private DoubleStream each(int sign, IntToDoubleFunction value) {
        return legs.stream()
                .filter(leg -> leg.sign == sign)
                .mapToDouble(leg -> value.applyAsDouble(leg.row))
                .filter(v -> !Double.isNaN(v));
    }

    /** Everything but what needs other expiries or other instruments. */
    void isAsSaid(IntToDoubleFunction interest, IntToDoubleFunction interestChange) {
        double forward = says(ChainField.FORWARD);
        double years = says(ChainField.DAYS) / DAYS_A_YEAR;
        double atm =
                legs.stream()
                        .map(Leg::strike)
                        .min(
                                Comparator.<Double>comparingDouble(k -> Math.abs(k - forward))
                                        .thenComparingDouble(k -> k))
                        .orElse(Double.NaN);
        is(ChainField.ATM_STRIKE, atm);
        double atmIv =
                DoubleStream.of(of(atm, 1, OptionField.IV), of(atm, -1, OptionField.IV))
                        .filter(v -> !Double.isNaN(v))
                        .average()
                        .orElse(Double.NaN);
        is(ChainField.ATM_IV, atmIv);
        is(ChainField.STRADDLE, of(atm, 1, OptionField.PRICE) + of(atm, -1, OptionField.PRICE));
        is(ChainField.EXPECTED_MOVE, forward * atmIv * Math.sqrt(years));
        is(
                ChainField.PRICED,
                legs.stream().filter(leg -> market.status(leg.row) == OptionStatus.OK).count());
        is(ChainField.IMPLIED_RATE, impliedRate(forward, years));
        interest(interest, interestChange);
        exposure(interest, forward);
        double put = at25(-1);
        double call = at25(1);
        is(ChainField.SKEW25, put - call);
        is(ChainField.BUTTERFLY25, (put + call) / 2 - atmIv);
        smile(forward, atmIv * Math.sqrt(years));
    }

    private double impliedRate(double forward, double years) {
        double rate = Math.log(forward / says(ChainField.SPOT)) / years;
        return Math.abs(rate) > 1 ? Double.NaN : rate;
    }

    private void interest(IntToDoubleFunction interest, IntToDoubleFunction change) {
        double calls = each(1, interest).sum();
        double puts = each(-1, interest).sum();
        is(ChainField.CALL_OI, calls);
        is(ChainField.PUT_OI, puts);
        is(ChainField.CALL_OI_CHANGE, each(1, change).sum());
        is(ChainField.PUT_OI_CHANGE, each(-1, change).sum());
        is(ChainField.PCR, calls > 0 ? puts / calls : Double.NaN);
        is(ChainField.CALL_WALL, wall(1, interest));
        is(ChainField.PUT_WALL, wall(-1, interest));
        is(ChainField.MAX_PAIN, maxPain(interest));
    }

    private double wall(int sign, IntToDoubleFunction interest) {
        return legs.stream()
                .filter(leg -> leg.sign == sign && interest.applyAsDouble(leg.row) > 0)
                .max(
                        Comparator.<Leg>comparingDouble(leg -> interest.applyAsDouble(leg.row))
                                .thenComparing(Comparator.comparingDouble(Leg::strike).reversed()))
                .map(Leg::strike)
                .orElse(Double.NaN);
    }

    /** {@return where writers of all options together pay least, the lowest of equals} */
    double maxPain(IntToDoubleFunction interest) {
        var pain = new TreeMap<Double, Double>();
        for (Leg at : legs) {
            double sum = 0;
            for (Leg leg : legs) {
                double units = interest.applyAsDouble(leg.row);
                if (units > 0) {
                    sum += units * Math.max(0, leg.sign * (at.strike - leg.strike));
                }
            }
            pain.put(at.strike, sum);
        }
        double least = pain.values().stream().mapToDouble(v -> v).min().orElse(Double.NaN);
        if (legs.stream().noneMatch(leg -> interest.applyAsDouble(leg.row) > 0)) {
            return Double.NaN;
        }
        return pain.entrySet().stream()
                .filter(each -> each.getValue() == least)
                .mapToDouble(Map.Entry::getKey)
                .findFirst()
                .orElse(Double.NaN);
    }

    private void exposure(IntToDoubleFunction interest, double forward) {
        double spot = says(ChainField.SPOT);
        double level = spot > 0 ? spot : forward;
        double calls =
                each(1, row -> market.option(row, OptionField.GAMMA) * interest.applyAsDouble(row))
                        .sum();
        double puts =
                each(-1, row -> market.option(row, OptionField.GAMMA) * interest.applyAsDouble(row))
                        .sum();
        is(ChainField.GEX, (calls - puts) * level * level / 100);
    }

    private double at25(int sign) {
        List<Leg> priced =
                legs.stream()
                        .filter(leg -> leg.sign == sign)
                        .filter(leg -> market.status(leg.row) == OptionStatus.OK)
                        .toList();
        for (int i = 1; i < priced.size(); i++) {
            double low = Math.abs(market.option(priced.get(i - 1).row, OptionField.DELTA));
            double high = Math.abs(market.option(priced.get(i).row, OptionField.DELTA));
            if (low != high && Math.min(low, high) <= 0.25 && Math.max(low, high) >= 0.25) {
                double lowIv = market.option(priced.get(i - 1).row, OptionField.IV);
                double highIv = market.option(priced.get(i).row, OptionField.IV);
                return lowIv + (0.25 - low) * (highIv - lowIv) / (high - low);
            }
        }
        return Double.NaN;
    }

    /** By the normal equations. */
    private void smile(double forward, double deviation) {
        var products = new double[3][3];
        var right = new double[3];
        var points = new ArrayList<double[]>();
        for (Leg leg : legs) {
            double k = Math.log(leg.strike / forward) / deviation;
            boolean out = leg.sign > 0 == leg.strike >= forward;
            if (out && market.status(leg.row) == OptionStatus.OK && Math.abs(k) <= 3) {
                double iv = market.option(leg.row, OptionField.IV);
                points.add(new double[] {k, iv});
                for (int i = 0; i < 3; i++) {
                    right[i] += Math.pow(k, i) * iv;
                    for (int j = 0; j < 3; j++) {
                        products[i][j] += Math.pow(k, i + j);
                    }
                }
            }
        }
        if (points.size() < 5) {
            is(ChainField.SMILE_LEVEL, Double.NaN);
            return;
        }
        double[] found =
                new LUDecomposition(new Array2DRowRealMatrix(products))
                        .getSolver()
                        .solve(new ArrayRealVector(right))
                        .toArray();
        double squares = 0;
        for (double[] point : points) {
            double fitted = found[0] + found[1] * point[0] + found[2] * point[0] * point[0];
            squares += (point[1] - fitted) * (point[1] - fitted);
        }
        is(ChainField.SMILE_LEVEL, found[0]);
        is(ChainField.SMILE_SLOPE, found[1]);
        is(ChainField.SMILE_CURVATURE, found[2]);
        assertThat(says(ChainField.SMILE_ERROR))
                .isCloseTo(Math.sqrt(squares / points.size()), within(1e-7));
    }
}
