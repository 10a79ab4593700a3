package dev.shikra.plugins.greeks;

/**
 * Binomial tree for options that may be exercised at any time, by D. Leisen and M. Reimer,
 * "Binomial models for option valuation: examining and improving convergence", Applied Mathematical
 * Finance 3 (1996): the odd number of steps centres the tree on the strike, and Peizer and Pratt's
 * second inversion turns N(d1) and N(d2) into the probabilities of an up move, so that the error
 * falls with the square of the steps.
 *
 * <p>Keeps its levels in scratch arrays and allocates nothing per option; one thread at a time.
 */
final class LeisenReimerTree {
    private static final double LEAST_MOVE = 1e-10;

    private final int steps;
    private final double[] ladder;
    private double[] level;
    private double[] next;

    /**
     * Price at the root, in the quote currency; {@code NaN} where the tree cannot hold the option.
     */
    double price;

    /** Change of the price per unit of the underlying, from the nodes after one step. */
    double delta;

    /** Change of delta per unit of the underlying, from the nodes after two steps. */
    double gamma;

    /**
     * @param steps odd, {@code >= 3}
     */
    LeisenReimerTree(int steps) {
        this.steps = steps;
        ladder = new double[steps + 1];
        level = new double[steps + 1];
        next = new double[steps + 1];
    }

    int steps() {
        return steps;
    }

    /**
     * Whether up and down moves can be told apart: not if one of them hardly moves at all, nor with
     * {@code |d|} above five times the root of the steps, where the probability of one is lost in
     * rounding.
     *
     * @param total volatility times the root of the time
     */
    boolean canHold(double total, double d1, double d2) {
        double root = Math.sqrt(steps);
        return total > LEAST_MOVE * root && Math.max(Math.abs(d1), Math.abs(d2)) < 5 * root;
    }

    /**
     * Values one option into {@link #price}, {@link #delta} and {@link #gamma}.
     *
     * @param sign 1 for a call, -1 for a put
     * @param d1 as in the closed formula, to expiry
     */
    void value(
            int sign,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double d1,
            double d2) {
        double step = years / steps;
        double growth = Math.exp((rate - yield) * step);
        double discount = Math.exp(-rate * step);
        double up = probability(d2);
        double upOfShare = probability(d1);
        double upFactor = growth * upOfShare / up;
        double downFactor = growth * probability(-d1) / probability(-d2);
        double weightUp = discount * up;
        double weightDown = discount * probability(-d2);

        // Node j of a level: underlying * down^(level - j) * up^j = base(level) * ladder[j]. The
        // ladder is centred so that neither factor overflows.
        double logUp = Math.log(upFactor);
        double logDown = Math.log(downFactor);
        double rung = logUp - logDown;
        double centre = 0.5 * steps;
        for (int j = 0; j <= steps; j++) {
            ladder[j] = Math.exp((j - centre) * rung);
        }
        double logBase = Math.log(underlying) + centre * rung;
        double payOffStrike = sign * strike;
        double base = sign * Math.exp(logBase + steps * logDown);
        for (int j = 0; j <= steps; j++) {
            level[j] = Math.max(0, base * ladder[j] - payOffStrike);
        }
        for (int at = steps - 1; at > 2; at--) {
            base = sign * Math.exp(logBase + at * logDown);
            stepBack(level, next, ladder, at + 1, weightUp, weightDown, base, payOffStrike);
            double[] done = next;
            next = level;
            level = done;
        }
        finish(sign, underlying, strike, weightUp, weightDown, upFactor, downFactor);
    }

    /** The last three levels, whose nodes give the sensitivities. */
    private void finish(
            int sign,
            double underlying,
            double strike,
            double weightUp,
            double weightDown,
            double upFactor,
            double downFactor) {
        double spotUp = underlying * upFactor;
        double spotDown = underlying * downFactor;
        double spotUpUp = spotUp * upFactor;
        double spotMiddle = spotUp * downFactor;
        double spotDownDown = spotDown * downFactor;
        double upUp =
                Math.max(weightUp * level[3] + weightDown * level[2], sign * (spotUpUp - strike));
        double middle =
                Math.max(weightUp * level[2] + weightDown * level[1], sign * (spotMiddle - strike));
        double downDown =
                Math.max(
                        weightUp * level[1] + weightDown * level[0],
                        sign * (spotDownDown - strike));
        double above = Math.max(weightUp * upUp + weightDown * middle, sign * (spotUp - strike));
        double below =
                Math.max(weightUp * middle + weightDown * downDown, sign * (spotDown - strike));
        double slopeAbove = (upUp - middle) / (spotUpUp - spotMiddle);
        double slopeBelow = (middle - downDown) / (spotMiddle - spotDownDown);
        gamma = (slopeAbove - slopeBelow) / (0.5 * (spotUpUp - spotDownDown));
        delta = (above - below) / (spotUp - spotDown);
        price = Math.max(weightUp * above + weightDown * below, sign * (underlying - strike));
    }

    /** Written so that the compiler can do several nodes at once. */
    private static void stepBack(
            double[] from,
            double[] to,
            double[] ladder,
            int nodes,
            double weightUp,
            double weightDown,
            double base,
            double strike) {
        for (int j = 0; j < nodes; j++) {
            to[j] =
                    Math.max(
                            weightUp * from[j + 1] + weightDown * from[j],
                            base * ladder[j] - strike);
        }
    }

    /**
     * Peizer and Pratt's second inversion: the p at which a binomial of {@code steps} acts like
     * N(z).
     */
    private double probability(double z) {
        double n = steps;
        double scaled = z / (n + 1.0 / 3 + 0.1 / (n + 1));
        double rise = -Math.expm1(-scaled * scaled * (n + 1.0 / 6));
        double half = 0.5 * Math.sqrt(rise);
        // 1/2 - half would cancel: (1 - rise) / 4 over their sum.
        return z >= 0 ? 0.5 + half : 0.25 * (1 - rise) / (0.5 + half);
    }
}
