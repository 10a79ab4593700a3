package dev.shikra.plugins.greeks;

/**
 * Interpolation between two points by a cubic over a quadratic, with given slopes at both ends and
 * one free parameter, spent here on the curvature at one end. R. Delbourgo and J. A. Gregory,
 * "Shape preserving piecewise rational interpolation", SIAM J. Sci. Stat. Comput. 6 (1985): a
 * parameter of at least the sum of the slopes over the chord's keeps rising or falling data so.
 */
final class RationalCubic {
    private static final double MOST = 1e16;

    private RationalCubic() {}

    /** {@return y at x, with the curvature given at the left end} */
    static double matchingLeft(
            double x,
            double x0,
            double x1,
            double y0,
            double y1,
            double slope0,
            double slope1,
            double curvature) {
        double width = x1 - x0;
        double bend = width * (0.5 * width * curvature + (slope1 - slope0));
        double control = bend / ((y1 - y0) - width * slope0);
        return at((x - x0) / width, width, y0, y1, slope0, slope1, control);
    }

    /** {@return y at x, with the curvature given at the right end} */
    static double matchingRight(
            double x,
            double x0,
            double x1,
            double y0,
            double y1,
            double slope0,
            double slope1,
            double curvature) {
        double width = x1 - x0;
        double bend = width * (0.5 * width * curvature + (slope1 - slope0));
        double control = bend / (width * slope1 - (y1 - y0));
        return at((x - x0) / width, width, y0, y1, slope0, slope1, control);
    }

    private static double at(
            double t,
            double width,
            double y0,
            double y1,
            double slope0,
            double slope1,
            double control) {
        double u = 1 - t;
        if (!(control <= MOST)) { // so strong a pull is the straight line
            return y0 * u + y1 * t;
        }
        double r = Math.max(control, width * (slope0 + slope1) / (y1 - y0));
        double tu = t * u;
        double ends = y1 * t * t * t + y0 * u * u * u;
        double inner = (r * y1 - width * slope1) * t + (r * y0 + width * slope0) * u;
        return Math.fma(inner, tu, ends) / Math.fma(r - 3, tu, 1);
    }
}
