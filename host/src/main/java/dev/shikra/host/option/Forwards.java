package dev.shikra.host.option;

/**
 * An expiry's forward: from the traded future of the same expiry, else from put-call parity at the
 * strikes around the money, else the spot carried at the configured rate. Owned by the engine
 * thread.
 */
final class Forwards {
    /** Strikes on each side of the money whose parity is looked at; the median of all counts. */
    static final int AROUND = 2;

    private final OptionSettings settings;
    private final Quotes quotes;
    private final double[] sorted = new double[2 * AROUND + 1];

    Forwards(OptionSettings settings, Quotes quotes) {
        this.settings = settings;
        this.quotes = quotes;
    }

    /** Brings spot, time, forward and nearest strike of a chain up to date. */
    void update(Chain chain, long nowMs) {
        chain.years = chain.clock.years(nowMs);
        Underlying underlying = chain.underlying;
        chain.spot = underlying.spot < 0 ? Double.NaN : quotes.price(underlying.spot, nowMs);
        chain.forward = Double.NaN;
        chain.source = ForwardSource.NONE;
        if (chain.years > 0) {
            if (chain.future >= 0) {
                chain.forward = quotes.price(chain.future, nowMs);
                chain.source = ForwardSource.FUTURE;
            }
            if (Double.isNaN(chain.forward)) {
                chain.forward = byParity(chain, nowMs);
                chain.source = ForwardSource.PARITY;
            }
            if (Double.isNaN(chain.forward)) {
                chain.forward = chain.spot * Math.exp(settings.rate() * chain.years);
                chain.source = ForwardSource.SPOT;
            }
            if (!(chain.forward > 0 && chain.forward < Double.POSITIVE_INFINITY)) {
                chain.forward = Double.NaN;
                chain.source = ForwardSource.NONE;
            }
        }
        chain.atm = chain.nearest(chain.forward);
    }

    /** The money is where call and put cost the same. */
    private double byParity(Chain chain, long nowMs) {
        int money = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < chain.strikes.length; k++) {
            double difference = Math.abs(difference(chain, k, nowMs));
            if (difference < least) {
                least = difference;
                money = k;
            }
        }
        if (money < 0) {
            return Double.NaN;
        }
        double growth = Math.exp(settings.rate() * chain.years);
        int n = 0;
        int from = Math.max(0, money - AROUND);
        int until = Math.min(chain.strikes.length - 1, money + AROUND);
        for (int k = from; k <= until; k++) {
            double forward = chain.strikes[k] + difference(chain, k, nowMs) * growth;
            if (forward > 0) {
                int at = n++;
                for (; at > 0 && sorted[at - 1] > forward; at--) {
                    sorted[at] = sorted[at - 1];
                }
                sorted[at] = forward;
            }
        }
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    private double difference(Chain chain, int k, long nowMs) {
        return chain.calls[k] < 0 || chain.puts[k] < 0
                ? Double.NaN
                : quotes.price(chain.calls[k], nowMs) - quotes.price(chain.puts[k], nowMs);
    }
}
