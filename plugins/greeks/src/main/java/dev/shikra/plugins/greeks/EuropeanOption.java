package dev.shikra.plugins.greeks;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.ValuationStatus;

/**
 * Options that are exercised at expiry or never, by the formula of Black, Scholes and Merton:
 * {@code price = f (S e^(-qT) N(f d1) - K e^(-rT) N(f d2))}, {@code d1,2 = (ln(S/K) + (r - q) T) /
 * (sigma sqrt(T)) +- sigma sqrt(T) / 2}, f = 1 for a call and -1 for a put. With q = r it is
 * Black's formula of 1976 for an option on a future, but for rho: the future does not move with the
 * rate. Derivatives as in E. G. Haug, "The Complete Guide to Option Pricing Formulas" (2nd ed.),
 * chapter 2.
 */
final class EuropeanOption {
    private static final double DAYS_PER_YEAR = 365;
    private static final double PERCENT = 0.01;

    /** Beyond it density and tail are zero in a double. */
    private static final double FARTHEST = 40;

    /** Of the logarithm: there the greatest price leaves the normal doubles. */
    private static final double FARTHEST_MONEYNESS = -1_400;

    /** Where the price is this close to a bound, relative, rounding may have eaten the answer. */
    private static final double NEAR_BOUND = 1e-7;

    /** Relative error of a discounted leg: exponential, product, difference. */
    private static final double LEG_ROUNDING = 4 * 0x1p-53;

    /** A volatility is not told when rounding alone moves it by more than this fraction. */
    private static final double WORST_UNCERTAINTY = 0.02;

    /** What the underlying's price does when the rate moves. */
    enum Carry {
        SPOT,
        FUTURE
    }

    private EuropeanOption() {}

    /** {@return why these arguments have no value, or OK} */
    static ValuationStatus check(
            double underlying, double strike, double years, double rate, double yield) {
        if (!isPositive(underlying)) {
            return ValuationStatus.UNDERLYING_NOT_POSITIVE;
        }
        if (!isPositive(strike)) {
            return ValuationStatus.STRIKE_NOT_POSITIVE;
        }
        if (!isPositive(years)) {
            return ValuationStatus.EXPIRED;
        }
        return Double.isFinite(rate) && Double.isFinite(yield)
                ? ValuationStatus.OK
                : ValuationStatus.RATE_NOT_FINITE;
    }

    private static boolean isPositive(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /** {@return ln(underlying / strike), with the rounding of the quotient put back} */
    static double logMoneyness(double underlying, double strike) {
        double quotient = underlying / strike;
        return Math.log(quotient) + Math.fma(-quotient, strike, underlying) / underlying;
    }

    private static double discount(double rate, double years) {
        return rate == 0 ? 1 : Math.exp(-rate * years);
    }

    static ValuationStatus value(
            Carry carry,
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double volatility,
            OptionValues out) {
        ValuationStatus status = check(underlying, strike, years, rate, yield);
        if (status == ValuationStatus.OK
                && !(volatility >= 0 && volatility < Double.POSITIVE_INFINITY)) {
            status = ValuationStatus.VOLATILITY_NEGATIVE;
        }
        if (status != ValuationStatus.OK) {
            out.clear();
            return status;
        }
        int sign = kind.sign();
        double rootYears = Math.sqrt(years);
        double total = volatility * rootYears;
        double discountRate = discount(rate, years);
        double discountYield = carry == Carry.FUTURE ? discountRate : discount(yield, years);
        double forwardLeg = underlying * discountYield;
        double strikeLeg = strike * discountRate;
        double drift = carry == Carry.FUTURE ? 0 : (rate - yield) * years;
        double logForward = logMoneyness(underlying, strike) + drift;

        double distance = logForward == 0 ? 0 : logForward / total;
        double d1 = limited(distance + 0.5 * total);
        double d2 = limited(distance - 0.5 * total);
        double density = Math.exp(-0.5 * d1 * d1) / NormalisedBlack.ROOT_TWO_PI;
        double mills1 = MillsRatio.of(Math.abs(d1));
        double mills2 = MillsRatio.of(Math.abs(d2));
        double weight = forwardLeg * density; // also strikeLeg n(d2)
        double tail1 = forwardLeg * density * mills1;
        double tail2 = weight * mills2;
        // Legs weighted with N(f d): the tail where f d is negative, else the leg less its tail.
        double forwardPart = sign * d1 <= 0 ? tail1 : forwardLeg - tail1;
        double strikePart = sign * d2 <= 0 ? tail2 : strikeLeg - tail2;
        double price =
                price(sign, d1, d2, weight, mills1, mills2, forwardLeg, strikeLeg, tail1, tail2);

        out.price = price;
        out.delta = sign * forwardPart / underlying;
        out.gamma = gamma(density, discountYield, underlying, total);
        double decay = total == 0 ? 0 : weight * volatility / (2 * rootYears);
        double carryCost =
                carry == Carry.FUTURE
                        ? -rate * price
                        : sign * (rate * strikePart - yield * forwardPart);
        out.theta = (0 - decay - carryCost) / DAYS_PER_YEAR;
        double vega = weight * rootYears;
        out.vega = vega * PERCENT;
        out.rho = (carry == Carry.FUTURE ? -years * price : sign * years * strikePart) * PERCENT;
        out.vanna = total == 0 ? 0 : 0 - discountYield * density * d2 / volatility;
        out.vomma = total == 0 ? 0 : vega * d1 * d2 / volatility;
        out.volatility = volatility;
        if (!(price + Math.abs(out.delta) + forwardLeg + strikeLeg < Double.POSITIVE_INFINITY)) {
            out.clear();
            return ValuationStatus.OUT_OF_RANGE;
        }
        return ValuationStatus.OK;
    }

    private static double limited(double d) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, d));
    }

    /**
     * Where both d lie on the tail's side the common density is taken out, so a tiny price keeps
     * its digits.
     */
    private static double price(
            int sign,
            double d1,
            double d2,
            double weight,
            double mills1,
            double mills2,
            double forwardLeg,
            double strikeLeg,
            double tail1,
            double tail2) {
        double intrinsic = Math.max(0, sign * (forwardLeg - strikeLeg));
        double timeValue;
        if (d1 > 0 && d2 < 0) {
            // call = F N(d1) - K N(d2) = F - (tail1 + tail2); put = K - (tail1 + tail2)
            double whole = sign > 0 ? forwardLeg : strikeLeg;
            return Math.max(intrinsic, whole - (tail1 + tail2));
        }
        timeValue = weight * Math.abs(mills1 - mills2);
        return intrinsic + timeValue;
    }

    private static double gamma(
            double density, double discountYield, double underlying, double total) {
        return density == 0 ? 0 : discountYield * density / (underlying * total);
    }

    static ImpliedVolatilityStatus impliedVolatility(
            Carry carry,
            OptionKind kind,
            double underlying,
            double strike,
            double years,
            double rate,
            double yield,
            double price,
            OptionValues out) {
        out.clear();
        out.price = price;
        if (check(underlying, strike, years, rate, yield) != ValuationStatus.OK
                || Double.isNaN(price)) {
            return ImpliedVolatilityStatus.NO_INFORMATION;
        }
        double discountRate = discount(rate, years);
        double discountYield = carry == Carry.FUTURE ? discountRate : discount(yield, years);
        double forwardLeg = underlying * discountYield;
        double strikeLeg = strike * discountRate;
        double intrinsic = kind.sign() * (forwardLeg - strikeLeg);
        boolean inTheMoney = intrinsic > 0;
        double timeValue = inTheMoney ? price - intrinsic : price;
        if (timeValue <= 0) {
            return timeValue < 0
                    ? ImpliedVolatilityStatus.BELOW_INTRINSIC
                    : ImpliedVolatilityStatus.NO_INFORMATION;
        }
        if (price >= (kind == OptionKind.CALL ? forwardLeg : strikeLeg)) {
            return ImpliedVolatilityStatus.ABOVE_MAXIMUM;
        }
        double smaller = Math.min(forwardLeg, strikeLeg);
        double larger = Math.max(forwardLeg, strikeLeg);
        double scale = Math.sqrt(forwardLeg * strikeLeg);
        double drift = carry == Carry.FUTURE ? 0 : (rate - yield) * years;
        double x = -Math.abs(logMoneyness(underlying, strike) + drift);
        if (!(x > FARTHEST_MONEYNESS && scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            return ImpliedVolatilityStatus.NO_INFORMATION;
        }
        double greatest = Math.sqrt(smaller / larger);
        double total = NormalisedVolatility.of(timeValue / scale, x, greatest);
        if (!(total > 0 && total < Double.POSITIVE_INFINITY)
                || isLostInRounding(inTheMoney, timeValue, larger, smaller, scale, x, total)) {
            return ImpliedVolatilityStatus.NO_INFORMATION;
        }
        out.volatility = total / Math.sqrt(years);
        return ImpliedVolatilityStatus.OK;
    }

    /**
     * Whether the rounding of the discounted legs alone, which an in-the-money price is compared
     * with, and any price near its maximum, moves the answer too far. An out-of-the-money price
     * needs no subtraction and keeps its digits however small it is.
     */
    private static boolean isLostInRounding(
            boolean inTheMoney,
            double timeValue,
            double larger,
            double smaller,
            double scale,
            double x,
            double total) {
        boolean nearIntrinsic = inTheMoney && timeValue < NEAR_BOUND * larger;
        boolean nearMaximum = smaller - timeValue < NEAR_BOUND * smaller;
        if (!nearIntrinsic && !nearMaximum) {
            return false;
        }
        double slope = scale * NormalisedBlack.slope(x / total, 0.5 * total);
        double rounding = LEG_ROUNDING * (nearIntrinsic ? larger : smaller);
        return rounding > WORST_UNCERTAINTY * total * slope;
    }
}
