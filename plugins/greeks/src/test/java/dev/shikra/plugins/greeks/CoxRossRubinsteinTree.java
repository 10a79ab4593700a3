package dev.shikra.plugins.greeks;

/**
 * The textbook tree of Cox, Ross and Rubinstein (1979): slow and obvious, an oracle for the fast
 * one.
 */
final class CoxRossRubinsteinTree {
    private CoxRossRubinsteinTree() {}

    /** {@return price of an American option; sign 1 for a call, -1 for a put} */
    static double price(
            int sign,
            double spot,
            double strike,
            double years,
            double rate,
            double yield,
            double volatility,
            int steps) {
        double step = years / steps;
        double up = Math.exp(volatility * Math.sqrt(step));
        double down = 1 / up;
        double probability = (Math.exp((rate - yield) * step) - down) / (up - down);
        double discount = Math.exp(-rate * step);
        double[] spots = new double[2 * steps + 1];
        for (int i = 0; i <= 2 * steps; i++) {
            spots[i] = spot * Math.pow(up, i - steps);
        }
        double[] values = new double[steps + 1];
        for (int j = 0; j <= steps; j++) {
            values[j] = Math.max(0, sign * (spots[2 * j] - strike));
        }
        for (int level = steps - 1; level >= 0; level--) {
            for (int j = 0; j <= level; j++) {
                double waiting =
                        discount * (probability * values[j + 1] + (1 - probability) * values[j]);
                values[j] = Math.max(waiting, sign * (spots[2 * j - level + steps] - strike));
            }
        }
        return values[0];
    }
}
