package dev.shikra.plugins.greeks;

/**
 * The total volatility s at which {@link NormalisedBlack} gives a price: P. Jaeckel's method of
 * "Let's Be Rational" (Wilmott, 2015).
 *
 * <p>As a function of s the price is convex up to its inflection at {@code s_c = sqrt(2|x|)} and
 * concave beyond. The tangent there meets the lower bound at s_l and the upper at s_u. Between, s
 * as a function of the price is interpolated by rational cubics that meet values and slopes at both
 * ends and the vanishing curvature at s_c. Outside, what is interpolated is a transform that
 * straightens the limit (zero and infinite volatility) and can be inverted by the normal quantile.
 * From that guess, Householder steps of third order (fourth-order convergence) on an objective that
 * is nearly linear in s: {@code 1/ln b} below, {@code b} in the middle, {@code ln(b_max - b)}
 * above. Two reach full precision; a third is taken only when the second still moved.
 *
 * <p>Here each objective is written with {@code b/b'} or {@code (b_max - b)/b'}, so a step costs
 * two Mills ratios and at most one exponential or logarithm, and prices down to the smallest double
 * keep all their digits.
 */
final class NormalisedVolatility {
    private static final double ROOT_HALF_PI = 1.2533141373155003;
    private static final double ROOT_THREE = 1.7320508075688772;
    private static final double ROOT_27 = 5.196152422706632;
    private static final double TWO_PI = 6.283185307179586;
    private static final double SMALL_ROOT_X = 1e-3;
    private static final int MOST_STEPS = 8;

    /** A fourth-order step this small leaves an error far below rounding. */
    private static final double SETTLED = 1e-5;

    /** Above it the first step may use the rough spread, whose digits left are plenty. */
    private static final double ROUGH_FROM = 1e-6;

    private NormalisedVolatility() {}

    /**
     * {@return s with b(x, s) = price}
     *
     * @param price in (0, greatest)
     * @param x {@code -|ln(F/K)|}
     * @param greatest e^(x/2)
     */
    static double of(double price, double x, double greatest) {
        double inflection = Math.sqrt(-2 * x);
        double tail = MillsRatio.of(inflection);
        double priceAtInflection = greatest * (0.5 - tail / NormalisedBlack.ROOT_TWO_PI);
        double slopeAtInflection = greatest / NormalisedBlack.ROOT_TWO_PI;
        return price < priceAtInflection
                ? convexSide(
                        price, x, greatest, inflection, tail, priceAtInflection, slopeAtInflection)
                : concaveSide(
                        price, x, greatest, inflection, tail, priceAtInflection, slopeAtInflection);
    }

    private static double convexSide(
            double price,
            double x,
            double greatest,
            double inflection,
            double tail,
            double priceAtInflection,
            double slopeAtInflection) {
        double low = tangentFoot(x, inflection, tail);
        double h = x / low;
        double t = 0.5 * low;
        double expH = Math.exp(-0.5 * h * h);
        double expT = Math.exp(0.5 * t * t);
        double slope = expH / (expT * NormalisedBlack.ROOT_TWO_PI);
        double priceAtLow =
                slope
                        * (low > ROUGH_FROM
                                ? NormalisedBlack.roughSpread(h, t)
                                : NormalisedBlack.spread(h, t));
        if (price >= priceAtLow) {
            double guess =
                    RationalCubic.matchingRight(
                            price,
                            priceAtLow,
                            priceAtInflection,
                            low,
                            inflection,
                            1 / slope,
                            1 / slopeAtInflection,
                            0);
            return byPrice(price, x, greatest, guess, low, inflection);
        }
        // f(s) = 2 pi |x| / sqrt(27) N(-y)^3 with y = |x| / (sqrt(3) s); f' = df/db tends to 1 at b
        // = 0.
        double y = -h / ROOT_THREE;
        double mills = MillsRatio.of(y);
        double f = -x / (ROOT_27 * NormalisedBlack.ROOT_TWO_PI) * expH * mills * mills * mills;
        double fSlope = y * y * mills * mills * expT;
        double fCurvature = fSlope * ((2 * y / mills - 2 * (1 + y * y)) / low + 0.25 * low) / slope;
        double guessF =
                RationalCubic.matchingRight(price, 0, priceAtLow, 0, f, 1, fSlope, fCurvature);
        double guess = x / (ROOT_THREE * NormalQuantile.ofCube(guessF * ROOT_27 / (TWO_PI * -x)));
        return byLogarithm(price, x, guess, low);
    }

    private static double concaveSide(
            double price,
            double x,
            double greatest,
            double inflection,
            double tail,
            double priceAtInflection,
            double slopeAtInflection) {
        double high = inflection + ROOT_HALF_PI + tail;
        double h = x / high;
        double t = 0.5 * high;
        double slope = NormalisedBlack.slope(h, t);
        double priceAtHigh = greatest - slope * NormalisedBlack.gap(h, t);
        if (price <= priceAtHigh) {
            double guess =
                    RationalCubic.matchingLeft(
                            price,
                            priceAtInflection,
                            priceAtHigh,
                            inflection,
                            high,
                            1 / slopeAtInflection,
                            1 / slope,
                            0);
            return price <= 0.5 * greatest
                    ? byPrice(price, x, greatest, guess, inflection, high)
                    : byGap(greatest - price, x, guess, inflection, high);
        }
        // f(s) = N(-s/2); f' = df/db tends to -1/2 at b = b_max.
        double halfExp = 0.5 * Math.exp(0.5 * h * h);
        double f = Math.exp(-0.5 * t * t) / NormalisedBlack.ROOT_TWO_PI * MillsRatio.of(t);
        double fCurvature = halfExp * h * h / high / slope;
        double guessF =
                RationalCubic.matchingLeft(
                        price, priceAtHigh, greatest, f, 0, -halfExp, -0.5, fCurvature);
        double guess = guessF > 0 ? -2 * NormalQuantile.of(guessF) : high;
        return byGap(greatest - price, x, guess, high, Double.MAX_VALUE);
    }

    /** s_c - b(s_c)/b'(s_c), by its series where the difference would cancel. */
    private static double tangentFoot(double x, double inflection, double tail) {
        double a = Math.sqrt(-x);
        if (a < SMALL_ROOT_X) {
            return -x * (ROOT_HALF_PI - a * (0.9428090415820634 - a * (0.5 * ROOT_HALF_PI)));
        }
        return inflection - ROOT_HALF_PI + tail;
    }

    /** Objective 1/ln b - 1/ln price. */
    private static double byLogarithm(double price, double x, double guess, double high) {
        double target = Math.log(price);
        double inverseTarget = 1 / target;
        double s = Math.min(guess, high);
        if (s > ROUGH_FROM) {
            double inverseS = 1 / s;
            double ratio = NormalisedBlack.roughSpread(x * inverseS, 0.5 * s);
            double move =
                    logarithmMove(x * inverseS, 0.5 * s, inverseS, ratio, target, inverseTarget);
            s = Math.min(stepped(s, move), high);
        }
        for (int step = 1; step <= MOST_STEPS; step++) {
            double inverseS = 1 / s;
            double ratio = NormalisedBlack.spread(x * inverseS, 0.5 * s);
            double move =
                    logarithmMove(x * inverseS, 0.5 * s, inverseS, ratio, target, inverseTarget);
            s = Math.min(stepped(s, move), high);
            if (Math.abs(move) < SETTLED * s) {
                break;
            }
        }
        return s;
    }

    private static double logarithmMove(
            double h,
            double t,
            double inverseS,
            double ratio,
            double target,
            double inverseTarget) {
        double log = Math.log(ratio) - 0.5 * (h * h + t * t) - NormalisedBlack.LOG_ROOT_TWO_PI;
        double inverse = 1 / ratio;
        double inverseLog = 1 / log;
        double newton = (target - log) * (log * inverseTarget) * ratio;
        double bend = (h * h - t * t) * inverseS;
        double third = bend * bend - 3 * h * h * inverseS * inverseS - 0.25;
        double twist = 1 + 2 * inverseLog;
        double second = bend - inverse * twist;
        third +=
                inverse
                        * (2 * inverse * (1 + 3 * inverseLog * (1 + inverseLog))
                                - 3 * bend * twist);
        return householder(newton, second, third);
    }

    /** Objective b - price. */
    private static double byPrice(
            double price, double x, double greatest, double guess, double low, double high) {
        double s = Math.max(low, Math.min(guess, high));
        if (s > ROUGH_FROM) {
            double inverseS = 1 / s;
            double h = x * inverseS;
            double t = 0.5 * s;
            double inverseSlope = NormalisedBlack.inverseSlope(h, t);
            double newton =
                    h + t <= 0
                            ? price * inverseSlope - NormalisedBlack.roughSpread(h, t)
                            : (price - greatest) * inverseSlope + NormalisedBlack.gap(h, t);
            s = Math.max(low, Math.min(stepped(s, priceMove(h, t, inverseS, newton)), high));
        }
        for (int step = 1; step <= MOST_STEPS; step++) {
            double inverseS = 1 / s;
            double h = x * inverseS;
            double t = 0.5 * s;
            double inverseSlope = NormalisedBlack.inverseSlope(h, t);
            double newton =
                    NormalisedBlack.hasSpread(h, t)
                            ? price * inverseSlope - NormalisedBlack.spread(h, t)
                            : (price - greatest) * inverseSlope + NormalisedBlack.gap(h, t);
            double move = priceMove(h, t, inverseS, newton);
            s = Math.max(low, Math.min(stepped(s, move), high));
            if (Math.abs(move) < SETTLED * s) {
                break;
            }
        }
        return s;
    }

    private static double priceMove(double h, double t, double inverseS, double newton) {
        double bend = (h * h - t * t) * inverseS;
        return householder(newton, bend, bend * bend - 3 * h * h * inverseS * inverseS - 0.25);
    }

    /** Objective ln(b_max - price) - ln(b_max - b). */
    private static double byGap(double gap, double x, double guess, double low, double high) {
        double s = Math.max(low, Math.min(guess, high));
        for (int step = 1; step <= MOST_STEPS; step++) {
            double inverseS = 1 / s;
            double h = x * inverseS;
            double t = 0.5 * s;
            double ratio = NormalisedBlack.gap(h, t);
            double inverse = 1 / ratio;
            double newton =
                    (Math.log(ratio / gap)
                                    - 0.5 * (h * h + t * t)
                                    - NormalisedBlack.LOG_ROOT_TWO_PI)
                            * ratio;
            double bend = (h * h - t * t) * inverseS;
            double third = bend * bend - 3 * h * h * inverseS * inverseS - 0.25;
            double move =
                    householder(newton, bend + inverse, third + inverse * (3 * bend + 2 * inverse));
            s = Math.max(low, Math.min(stepped(s, move), high));
            if (Math.abs(move) < SETTLED * s) {
                break;
            }
        }
        return s;
    }

    /**
     * Householder's step of third order.
     *
     * @param newton -g/g'
     * @param second g''/g'
     * @param third g'''/g'
     */
    private static double householder(double newton, double second, double third) {
        return newton
                * (1 + 0.5 * second * newton)
                / (1 + newton * (second + third * newton * (1.0 / 6)));
    }

    /** A step never takes away more than half, nor adds more than the whole. */
    private static double stepped(double s, double move) {
        return s + Math.max(-0.5 * s, Math.min(s, move));
    }
}
