package dev.shikra.host.option;

import java.util.Arrays;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.exception.MathIllegalArgumentException;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;

/**
 * What is computed when bars end and not per tick: the smile's shape by regression, and the rate
 * that a forward implies. Owned by the engine thread; allocates.
 */
final class Smile {
    /** Deviations from the money beyond which a price is mostly spread. */
    private static final double FAR = 3;

    private static final int FEWEST = 5;
    private static final int TERMS = 3;
    private static final int MOST_STEPS = 100;

    /** Rates looked for: from -100 % to 100 % a year. */
    private static final double HIGHEST_RATE = 1;

    private static final double ACCURACY = 1e-12;

    private final Pricing pricing;
    private final BrentSolver brent = new BrentSolver(ACCURACY);
    private double[] x = {};
    private double[] y = {};

    Smile(Pricing pricing) {
        this.pricing = pricing;
    }

    /** Fits volatility over distance from the money, options out of the money alone. */
    void fit(Chain chain) {
        chain.set(ChainField.SMILE_LEVEL, Double.NaN);
        chain.set(ChainField.SMILE_SLOPE, Double.NaN);
        chain.set(ChainField.SMILE_CURVATURE, Double.NaN);
        chain.set(ChainField.SMILE_ERROR, Double.NaN);
        double deviation = chain.value(ChainField.ATM_IV) * Math.sqrt(chain.years);
        if (!(deviation > 0)) {
            return;
        }
        int strikes = chain.strikes.length;
        if (x.length < strikes) {
            x = new double[strikes];
            y = new double[strikes];
        }
        int n = 0;
        for (int k = 0; k < strikes; k++) {
            boolean calls = chain.strikes[k] >= chain.forward;
            int q = calls ? chain.calls[k] : chain.puts[k];
            double distance = Math.log(chain.strikes[k] / chain.forward) / deviation;
            if (pricing.priced(q) && Math.abs(distance) <= FAR) {
                x[n] = distance;
                y[n] = pricing.get(q, Pricing.IV);
                n++;
            }
        }
        if (n < FEWEST) {
            return;
        }
        var terms = new double[n][TERMS - 1];
        for (int i = 0; i < n; i++) {
            terms[i][0] = x[i];
            terms[i][1] = x[i] * x[i];
        }
        try {
            var regression = new OLSMultipleLinearRegression();
            regression.newSampleData(Arrays.copyOf(y, n), terms);
            double[] found = regression.estimateRegressionParameters();
            double squares = regression.calculateResidualSumOfSquares();
            chain.set(ChainField.SMILE_LEVEL, found[0]);
            chain.set(ChainField.SMILE_SLOPE, found[1]);
            chain.set(ChainField.SMILE_CURVATURE, found[2]);
            chain.set(ChainField.SMILE_ERROR, Math.sqrt(squares / n));
        } catch (MathIllegalArgumentException e) {
            chain.set(ChainField.SMILE_LEVEL, Double.NaN); // strikes too few or alike
        }
    }

    /** {@return rate r at which S e^(rT) is the forward; NaN if it is beyond 100 % a year} */
    double impliedRate(double spot, double forward, double years) {
        if (!(spot > 0 && forward > 0 && years > 0)) {
            return Double.NaN;
        }
        try {
            return brent.solve(
                    MOST_STEPS,
                    rate -> spot * Math.exp(rate * years) - forward,
                    -HIGHEST_RATE,
                    HIGHEST_RATE);
        } catch (MathIllegalArgumentException | MathIllegalStateException e) {
            return Double.NaN;
        }
    }
}
