package dev.shikra.host.option;

import java.util.Arrays;

/**
 * What a chain says as a whole, from its options as they were priced last. Constant memory, a few
 * walks over the strikes. Owned by the engine thread.
 */
final class Aggregates {
    private static final double QUARTER = 0.25;

    private final OptionSettings settings;
    private final Quotes quotes;
    private final Pricing pricing;

    Aggregates(OptionSettings settings, Quotes quotes, Pricing pricing) {
        this.settings = settings;
        this.quotes = quotes;
        this.pricing = pricing;
    }

    /** What follows each tick of the underlying. */
    void fast(Chain chain, long nowMs) {
        boolean known = !Double.isNaN(chain.forward);
        chain.set(
                ChainField.STATUS,
                (chain.expired(nowMs)
                                ? OptionStatus.EXPIRED
                                : known ? OptionStatus.OK : OptionStatus.NO_FORWARD)
                        .ordinal());
        chain.set(ChainField.SPOT, chain.spot);
        chain.set(ChainField.FORWARD, chain.forward);
        chain.set(ChainField.FORWARD_SOURCE, chain.source.ordinal());
        chain.set(ChainField.DAYS, chain.clock.days(nowMs));
        int atm = chain.atm;
        chain.set(ChainField.ATM_STRIKE, atm < 0 ? Double.NaN : chain.strikes[atm]);
        double iv = atm < 0 ? Double.NaN : atmIv(chain);
        chain.set(ChainField.ATM_IV, iv);
        chain.set(ChainField.STRADDLE, atm < 0 ? Double.NaN : straddle(chain));
        chain.set(
                ChainField.STRADDLE_VWAP,
                chain.straddleVolume > 0
                        ? chain.straddleTurnover / chain.straddleVolume
                        : Double.NaN);
        chain.set(ChainField.EXPECTED_MOVE, chain.forward * iv * Math.sqrt(chain.years));
    }

    private double straddle(Chain chain) {
        return price(chain.calls[chain.atm]) + price(chain.puts[chain.atm]);
    }

    private double price(int q) {
        return q < 0 ? Double.NaN : pricing.get(q, Pricing.PRICE);
    }

    private double iv(int q) {
        return q < 0 ? Double.NaN : pricing.get(q, Pricing.IV);
    }

    private double atmIv(Chain chain) {
        return middle(iv(chain.calls[chain.atm]), iv(chain.puts[chain.atm]));
    }

    /** The mean of two, or the one that is known. */
    private static double middle(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : (a + b) / 2;
    }

    /** All but the smile and the rate, which are for bars' ends. After {@link #fast}. */
    void all(Chain chain, long nowMs) {
        if (chain.expired(nowMs)) {
            double status = chain.value(ChainField.STATUS);
            Arrays.fill(chain.values, Double.NaN);
            chain.set(ChainField.STATUS, status);
            return;
        }
        interest(chain);
        greeks(chain);
        maxPain(chain);
        double put = at25(chain, chain.puts, -1);
        double call = at25(chain, chain.calls, 1);
        chain.set(ChainField.SKEW25, put - call);
        chain.set(ChainField.BUTTERFLY25, (put + call) / 2 - chain.value(ChainField.ATM_IV));
        chain.set(ChainField.PARITY_VIOLATIONS, parityViolations(chain, nowMs));
        chain.set(ChainField.BUILDUP, buildup(chain.underlying, nowMs));
        chain.set(ChainField.LOT_SIZE, chain.lotSize);
    }

    private void interest(Chain chain) {
        double calls =
                side(
                        chain,
                        chain.calls,
                        ChainField.CALL_OI,
                        ChainField.CALL_OI_CHANGE,
                        ChainField.CALL_WALL);
        double puts =
                side(
                        chain,
                        chain.puts,
                        ChainField.PUT_OI,
                        ChainField.PUT_OI_CHANGE,
                        ChainField.PUT_WALL);
        double callOi = chain.value(ChainField.CALL_OI);
        chain.set(
                ChainField.PCR, callOi > 0 ? chain.value(ChainField.PUT_OI) / callOi : Double.NaN);
        chain.set(ChainField.PCR_VOLUME, calls > 0 ? puts / calls : Double.NaN);
    }

    /** Fills what is said of all calls, or of all puts. {@return units traded} */
    private double side(
            Chain chain, int[] options, ChainField interest, ChainField change, ChainField wall) {
        double most = 0;
        double sum = Double.NaN;
        double changes = Double.NaN;
        double strike = Double.NaN;
        double traded = 0;
        for (int k = 0; k < options.length; k++) {
            int q = options[k];
            if (q < 0) {
                continue;
            }
            double units = quotes.interest(q);
            sum = plus(sum, units);
            changes = plus(changes, quotes.interestChange(q));
            double volume = quotes.volume(q);
            traded += volume > 0 ? volume : 0;
            if (units > most) {
                most = units;
                strike = chain.strikes[k];
            }
        }
        chain.set(interest, sum);
        chain.set(change, changes);
        chain.set(wall, strike);
        return traded;
    }

    /** NaN is nothing known yet. */
    private static double plus(double sum, double more) {
        return Double.isNaN(more) ? sum : Double.isNaN(sum) ? more : sum + more;
    }

    private void greeks(Chain chain) {
        int priced = 0;
        double exposure = 0;
        boolean any = false;
        double level = chain.spot > 0 ? chain.spot : chain.forward;
        for (int k = 0; k < chain.strikes.length; k++) {
            for (int sign = 1; sign >= -1; sign -= 2) {
                int q = sign > 0 ? chain.calls[k] : chain.puts[k];
                if (!pricing.priced(q)) {
                    continue;
                }
                priced++;
                double units = quotes.interest(q);
                if (!Double.isNaN(units)) {
                    exposure += sign * pricing.get(q, Pricing.GAMMA) * units;
                    any = true;
                }
            }
        }
        chain.set(ChainField.PRICED, priced);
        chain.set(ChainField.GEX, any ? exposure * level * level * 0.01 : Double.NaN);
    }

    /**
     * What all options together pay, if they expire at a strike: from one strike to the next it
     * changes by the step times the calls below less the puts above.
     */
    private void maxPain(Chain chain) {
        double putsAbove = 0;
        double pain = 0;
        boolean any = false;
        for (int k = 0; k < chain.strikes.length; k++) {
            double puts = units(chain.puts[k]);
            putsAbove += puts;
            pain += puts * (chain.strikes[k] - chain.strikes[0]);
            any |= puts > 0 || units(chain.calls[k]) > 0;
        }
        double callsBelow = 0;
        double least = Double.POSITIVE_INFINITY;
        double at = Double.NaN;
        for (int k = 0; any && k < chain.strikes.length; k++) {
            if (k > 0) {
                double step = chain.strikes[k] - chain.strikes[k - 1];
                pain += step * (callsBelow - putsAbove);
            }
            if (pain < least) {
                least = pain;
                at = chain.strikes[k];
            }
            callsBelow += units(chain.calls[k]);
            putsAbove -= units(chain.puts[k]);
        }
        chain.set(ChainField.MAX_PAIN, at);
    }

    private double units(int q) {
        double units = q < 0 ? 0 : quotes.interest(q);
        return units > 0 ? units : 0;
    }

    /** Volatility where delta is a quarter, linear in delta between two strikes; NaN if none. */
    private double at25(Chain chain, int[] side, int sign) {
        double beforeDelta = Double.NaN;
        double beforeIv = Double.NaN;
        for (int k = 0; k < side.length; k++) {
            int q = side[k];
            if (!pricing.priced(q)) {
                continue;
            }
            double delta = sign * pricing.get(q, Pricing.DELTA);
            double iv = pricing.get(q, Pricing.IV);
            if ((beforeDelta - QUARTER) * (delta - QUARTER) <= 0 && beforeDelta != delta) {
                double share = (QUARTER - beforeDelta) / (delta - beforeDelta);
                return beforeIv + share * (iv - beforeIv);
            }
            beforeDelta = delta;
            beforeIv = iv;
        }
        return Double.NaN;
    }

    private double parityViolations(Chain chain, long nowMs) {
        if (Double.isNaN(chain.forward)) {
            return Double.NaN;
        }
        double discount = Math.exp(-settings.rate() * chain.years);
        double most = settings.parityTolerance() * chain.forward;
        int count = 0;
        for (int k = 0; k < chain.strikes.length; k++) {
            int call = chain.calls[k];
            int put = chain.puts[k];
            if (call < 0 || put < 0) {
                continue;
            }
            double worth = discount * (chain.forward - chain.strikes[k]);
            double sell = quotes.bid(call, nowMs) - quotes.ask(put, nowMs) - worth;
            double buy = worth - (quotes.ask(call, nowMs) - quotes.bid(put, nowMs));
            if (sell > most || buy > most) {
                count++;
            }
        }
        return count;
    }

    private double buildup(Underlying underlying, long nowMs) {
        for (int future : underlying.futures) {
            if (quotes.price(future, nowMs) > 0) {
                return Buildup.code(quotes.priceChange(future), quotes.interestChange(future));
            }
        }
        return Double.NaN;
    }
}
