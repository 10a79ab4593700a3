package dev.shikra.host.rule.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of JavaScript's {@code Math} a rule may call: all that is pure and depends on its arguments
 * alone.
 */
public enum MathFunction {
    ABS(1, 1),
    CEIL(1, 1),
    FLOOR(1, 1),
    ROUND(1, 1),
    SIGN(1, 1),
    TRUNC(1, 1),
    SQRT(1, 1),
    CBRT(1, 1),
    EXP(1, 1),
    EXPM1(1, 1),
    LOG(1, 1),
    LOG10(1, 1),
    LOG1P(1, 1),
    SIN(1, 1),
    COS(1, 1),
    TAN(1, 1),
    ASIN(1, 1),
    ACOS(1, 1),
    ATAN(1, 1),
    ATAN2(2, 2),
    SINH(1, 1),
    COSH(1, 1),
    TANH(1, 1),
    POW(2, 2),
    MIN(1, 64),
    MAX(1, 64);

    /** {@code Math}'s constants. */
    public static final Map<String, Double> CONSTANTS =
            Map.of(
                    "PI", Math.PI,
                    "E", Math.E,
                    "LN2", 0.6931471805599453,
                    "LN10", 2.302585092994046,
                    "LOG2E", 1.4426950408889634,
                    "LOG10E", 0.4342944819032518,
                    "SQRT2", 1.4142135623730951,
                    "SQRT1_2", 0.7071067811865476);

    private final int least;
    private final int most;

    MathFunction(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** {@return the name in JavaScript} */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public int leastArguments() {
        return least;
    }

    public int mostArguments() {
        return most;
    }

    /** {@return the function that JavaScript calls {@code Math.name}} */
    public static Optional<MathFunction> named(String name) {
        return Arrays.stream(values()).filter(f -> f.text().equals(name)).findFirst();
    }

    /** {@return all names in JavaScript} */
    public static List<String> names() {
        return Arrays.stream(values()).map(MathFunction::text).toList();
    }

    /** {@return the value that JavaScript gives; transcendental ones to within an ulp or two} */
    public double apply(double[] a) {
        return switch (this) {
            case MIN -> Arrays.stream(a).reduce(Math::min).orElse(Double.POSITIVE_INFINITY);
            case MAX -> Arrays.stream(a).reduce(Math::max).orElse(Double.NEGATIVE_INFINITY);
            default -> apply(a[0], a.length > 1 ? a[1] : 0);
        };
    }

    /**
     * {@return as {@link #apply(double[])} of one or two numbers, without an array}
     *
     * @param b ignored by functions of one number
     */
    double apply(double a, double b) {
        return switch (this) {
            case ABS -> Math.abs(a);
            case CEIL -> Math.ceil(a);
            case FLOOR -> Math.floor(a);
            case ROUND -> rounded(a);
            case SIGN -> Math.signum(a);
            case TRUNC -> a < 0 ? Math.ceil(a) : Math.floor(a);
            case SQRT -> Math.sqrt(a);
            case CBRT -> Math.cbrt(a);
            case EXP -> Math.exp(a);
            case EXPM1 -> Math.expm1(a);
            case LOG -> Math.log(a);
            case LOG10 -> Math.log10(a);
            case LOG1P -> Math.log1p(a);
            case SIN -> Math.sin(a);
            case COS -> Math.cos(a);
            case TAN -> Math.tan(a);
            case ASIN -> Math.asin(a);
            case ACOS -> Math.acos(a);
            case ATAN -> Math.atan(a);
            case ATAN2 -> Math.atan2(a, b);
            case SINH -> Math.sinh(a);
            case COSH -> Math.cosh(a);
            case TANH -> Math.tanh(a);
            case POW -> Math.pow(a, b);
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
        };
    }

    /** {@return the nearest whole number: half goes up, as in JavaScript, and -0.2 becomes -0} */
    public static double rounded(double value) {
        double floor = Math.floor(value);
        double rounded = value - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 ? Math.copySign(0, value) : rounded;
    }
}
