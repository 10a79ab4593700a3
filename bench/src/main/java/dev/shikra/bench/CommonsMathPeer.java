package dev.shikra.bench;

import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.analysis.differentiation.UnivariateDifferentiableFunction;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.analysis.solvers.NewtonRaphsonSolver;
import org.apache.commons.math3.exception.TooManyEvaluationsException;

/** Implied volatility by Commons Math's general solvers, over the same fast formula. */
final class CommonsMathPeer implements UnivariateDifferentiableFunction {
    private static final double LOW = 1e-3;
    private static final double HIGH = 5;
    private static final double ACCURACY = 1e-10;
    private static final int MOST_EVALUATIONS = 200;
    private static final double PERCENT = 0.01;
    private static final double SECOND_GUESS = 0.2;

    private final PricingModel model;
    private final OptionValues values = new OptionValues();
    private final BrentSolver brent = new BrentSolver(ACCURACY, ACCURACY);
    private final NewtonRaphsonSolver newton = new NewtonRaphsonSolver(ACCURACY);
    private OptionKind kind = OptionKind.CALL;
    private double underlying;
    private double strike;
    private double years;
    private double rate;
    private double price;

    CommonsMathPeer(PricingModel model) {
        this.model = model;
    }

    void set(
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double price) {
        this.kind = kind;
        this.underlying = underlying;
        this.strike = strike;
        this.years = years;
        this.rate = rate;
        this.price = price;
    }

    double brent() {
        return brent.solve(MOST_EVALUATIONS, this, LOW, HIGH, SECOND_GUESS);
    }

    /**
     * {@return Newton's answer from the inflection point, where it never overshoots; NaN if it gets
     * stuck}
     */
    double newton() {
        double moneyness = Math.abs(Math.log(underlying / strike) + rate * years);
        double start = Math.max(LOW, Math.sqrt(2 * moneyness / years));
        try {
            double answer = newton.solve(MOST_EVALUATIONS, this, LOW, 2 * start - LOW, start);
            return Double.isFinite(answer) ? answer : 0;
        } catch (TooManyEvaluationsException e) {
            return 0;
        }
    }

    @Override
    public double value(double volatility) {
        model.value(kind, underlying, strike, years, rate, 0, volatility, values);
        return values.price - price;
    }

    @Override
    public DerivativeStructure value(DerivativeStructure volatility) {
        double difference = value(volatility.getValue());
        return new DerivativeStructure(1, 1, difference, values.vega / PERCENT);
    }
}
