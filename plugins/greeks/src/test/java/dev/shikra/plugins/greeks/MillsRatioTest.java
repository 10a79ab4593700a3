package dev.shikra.plugins.greeks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MillsRatioTest {
    /**
     * References: {@code sqrt(pi/2) e^(u^2/2) erfc(u/sqrt(2))} to 60 digits or more with mpmath.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 1.2533141373155003",
        "0.1, 1.1592623996187363",
        "0.5, 0.87636445645369235",
        "1, 0.65567954241879847",
        "2, 0.42136922928805447",
        "5, 0.19280810471531576",
        "10, 0.099028596471731921",
        "30, 0.033296419072497213",
        "100, 0.0099990002998501049",
        "1e8, 9.999999999999999e-9"
    })
    void agreesWithReferences(double u, double reference) {
        assertThat(MillsRatio.of(u)).isCloseTo(reference, within(3 * Math.ulp(reference)));
    }

    /** M' = u M - 1, which ties neighbouring pieces of the table together. */
    @Test
    void obeysItsDifferentialEquation() {
        double h = 1e-4;
        for (double u = h; u < 40; u += 0.0137) {
            double slope = (MillsRatio.of(u + h) - MillsRatio.of(u - h)) / (2 * h);
            double m = MillsRatio.of(u);
            assertThat(slope).as("at %s", u).isCloseTo(u * m - 1, within(1e-8 * m));
        }
    }

    @Test
    void fallsToZeroAndPassesNaNOn() {
        assertThat(MillsRatio.of(Double.POSITIVE_INFINITY)).isZero();
        assertThat(MillsRatio.of(1e308)).isPositive();
        assertThat(MillsRatio.of(Double.NaN)).isNaN();
    }

    @Test
    void quantileInvertsTheDistributionToSevenDigits() {
        NormalDistribution normal = new NormalDistribution();
        for (double p = 0.001; p < 1; p += 0.00317) {
            assertThat(NormalQuantile.of(p))
                    .isCloseTo(normal.inverseCumulativeProbability(p), within(1e-6));
        }
        for (double z = -37; z < -1.2; z += 0.31) {
            double p = MillsRatio.of(-z) * Math.exp(-0.5 * z * z) / NormalisedBlack.ROOT_TWO_PI;
            assertThat(NormalQuantile.of(p)).as("at %s", z).isCloseTo(z, within(-z * 2e-7));
            double cube = p * p * p;
            if (cube > Double.MIN_NORMAL) {
                assertThat(NormalQuantile.ofCube(cube)).isCloseTo(z, within(-z * 2e-7));
            }
        }
    }
}
