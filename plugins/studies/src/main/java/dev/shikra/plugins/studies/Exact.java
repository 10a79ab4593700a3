package dev.shikra.plugins.studies;

/**
 * What rounding took away: with it a sum or product of two doubles is exact as an unevaluated pair.
 * Running sums kept as such pairs do not drift. Knuth's two-sum; the product needs a fused
 * multiply-add.
 */
final class Exact {
    private Exact() {}

    /** {@return {@code a + b - sum}, exactly, where {@code sum} is the rounded {@code a + b}} */
    static double sumError(double a, double b, double sum) {
        double bPart = sum - a;
        return (a - (sum - bPart)) + (b - bPart);
    }

    /** {@return {@code a * b - product}, exactly, where {@code product} is the rounded one} */
    static double productError(double a, double b, double product) {
        return Math.fma(a, b, -product);
    }
}
