package dev.shikra.plugins.greeks;

/**
 * Inverse of the cumulative normal distribution.
 *
 * <p>Rational approximations of M. J. Wichura, "The Percentage Points of the Normal Distribution",
 * Applied Statistics 37 (1988), algorithm AS 241, good to about 1e-16 from 1e-316 to the centre.
 */
final class NormalQuantile {
    private NormalQuantile() {}

    /**
     * {@return z with N(z) = p}
     *
     * @param p in (0, 1); outside gives NaN or an infinity
     */
    static double of(double p) {
        double centred = p - 0.5;
        if (Math.abs(centred) <= 0.425) {
            return central(centred);
        }
        double tail = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
        return Math.copySign(tail <= 5 ? middle(tail - 1.6) : far(tail - 5), centred);
    }

    /**
     * {@return z with N(z) cubed = cube}
     *
     * @param cube in (0, 1/8)
     */
    static double ofCube(double cube) {
        if (cube >= 0.075 * 0.075 * 0.075) {
            return of(Math.cbrt(cube));
        }
        double tail = Math.sqrt(Math.log(cube) * (-1.0 / 3));
        return -(tail <= 5 ? middle(tail - 1.6) : far(tail - 5));
    }

    private static double central(double centred) {
        double r = 0.180625 - centred * centred;
        double top = 2.5090809287301226727e3;
        top = top * r + 3.3430575583588128105e4;
        top = top * r + 6.7265770927008700853e4;
        top = top * r + 4.5921953931549871457e4;
        top = top * r + 1.3731693765509461125e4;
        top = top * r + 1.9715909503065514427e3;
        top = top * r + 1.3314166789178437745e2;
        top = top * r + 3.3871328727963666080;
        double bottom = 5.2264952788528545610e3;
        bottom = bottom * r + 2.8729085735721942674e4;
        bottom = bottom * r + 3.9307895800092710610e4;
        bottom = bottom * r + 2.1213794301586595867e4;
        bottom = bottom * r + 5.3941960214247511077e3;
        bottom = bottom * r + 6.8718700749205790830e2;
        bottom = bottom * r + 4.2313330701600911252e1;
        bottom = bottom * r + 1;
        return centred * top / bottom;
    }

    private static double middle(double r) {
        double top = 7.74545014278341407640e-4;
        top = top * r + 2.27238449892691845833e-2;
        top = top * r + 2.41780725177450611770e-1;
        top = top * r + 1.27045825245236838258;
        top = top * r + 3.64784832476320460504;
        top = top * r + 5.76949722146069140550;
        top = top * r + 4.63033784615654529590;
        top = top * r + 1.42343711074968357734;
        double bottom = 1.05075007164441684324e-9;
        bottom = bottom * r + 5.47593808499534494600e-4;
        bottom = bottom * r + 1.51986665636164571966e-2;
        bottom = bottom * r + 1.48103976427480074590e-1;
        bottom = bottom * r + 6.89767334985100004550e-1;
        bottom = bottom * r + 1.67638483018380384940;
        bottom = bottom * r + 2.05319162663775882187;
        bottom = bottom * r + 1;
        return top / bottom;
    }

    private static double far(double r) {
        double top = 2.01033439929228813265e-7;
        top = top * r + 2.71155556874348757815e-5;
        top = top * r + 1.24266094738807843860e-3;
        top = top * r + 2.65321895265761230930e-2;
        top = top * r + 2.96560571828504891230e-1;
        top = top * r + 1.78482653991729133580;
        top = top * r + 5.46378491116411436990;
        top = top * r + 6.65790464350110377720;
        double bottom = 2.04426310338993978564e-15;
        bottom = bottom * r + 1.42151175831644588870e-7;
        bottom = bottom * r + 1.84631831751005468180e-5;
        bottom = bottom * r + 7.86869131145613259100e-4;
        bottom = bottom * r + 1.48753612908506148525e-2;
        bottom = bottom * r + 1.36929880922735805310e-1;
        bottom = bottom * r + 5.99832206555887937690e-1;
        bottom = bottom * r + 1;
        return top / bottom;
    }
}
