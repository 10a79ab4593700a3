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
            case ABS -> Math.abs(a[0]);
            case CEIL -> Math.ceil(a[0]);
            case FLOOR -> Math.floor(a[0]);
            case ROUND -> round(a[0]);
            case SIGN -> Math.signum(a[0]);
            case TRUNC -> a[0] < 0 ? Math.ceil(a[0]) : Math.floor(a[0]);
            case SQRT -> Math.sqrt(a[0]);
            case CBRT -> Math.cbrt(a[0]);
            case EXP -> Math.exp(a[0]);
            case EXPM1 -> Math.expm1(a[0]);
            case LOG -> Math.log(a[0]);
            case LOG10 -> Math.log10(a[0]);
            case LOG1P -> Math.log1p(a[0]);
            case SIN -> Math.sin(a[0]);
            case COS -> Math.cos(a[0]);
            case TAN -> Math.tan(a[0]);
            case ASIN -> Math.asin(a[0]);
            case ACOS -> Math.acos(a[0]);
            case ATAN -> Math.atan(a[0]);
            case ATAN2 -> Math.atan2(a[0], a[1]);
            case SINH -> Math.sinh(a[0]);
            case COSH -> Math.cosh(a[0]);
            case TANH -> Math.tanh(a[0]);
            case POW -> Math.pow(a[0], a[1]);
            case MIN -> Arrays.stream(a).reduce(Math::min).orElse(Double.POSITIVE_INFINITY);
            case MAX -> Arrays.stream(a).reduce(Math::max).orElse(Double.NEGATIVE_INFINITY);
        };
    }

    /** Half goes up, as in JavaScript; -0.2 becomes -0. */
    private static double round(double value) {
        double floor = Math.floor(value);
        double rounded = value - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 ? Math.copySign(0, value) : rounded;
    }
}
