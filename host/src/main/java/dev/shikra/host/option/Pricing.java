package dev.shikra.host.option;

import dev.shikra.api.option.ImpliedVolatilityStatus;
import dev.shikra.api.option.OptionKind;
import dev.shikra.api.option.OptionValues;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.option.ValuationStatus;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.Arrays;

/**
 * Each option's volatility and Greeks as of when it was priced last. Owned by the engine thread; a
 * model that throws costs the option its numbers, and nothing else.
 */
final class Pricing {
    static final int IV = 0;
    static final int DELTA = 1;
    static final int GAMMA = 2;
    static final int THETA = 3;
    static final int VEGA = 4;
    static final int RHO = 5;
    static final int VANNA = 6;
    static final int VOMMA = 7;
    static final int PRICE = 8;
    static final int SOURCE = 9;
    static final int STATUS = 10;
    private static final int WIDTH = 11;

    private final PricingModel model;
    private final OptionSettings settings;
    private final ChainIndex index;
    private final Quotes quotes;
    private final double[] state;
    private final OptionValues values = new OptionValues();
    private long failures;

    Pricing(PricingModel model, OptionSettings settings, ChainIndex index, Quotes quotes) {
        this.model = model;
        this.settings = settings;
        this.index = index;
        this.quotes = quotes;
        state = new double[index.options * WIDTH];
        for (int q = 0; q < index.options; q++) {
            OptionStatus contract = index.contracts[q];
            fail(q, contract == OptionStatus.OK ? OptionStatus.NO_PRICE : contract);
        }
    }

    /** {@return calls of the model that threw} */
    long failures() {
        return failures;
    }

    double get(int q, int field) {
        return state[q * WIDTH + field];
    }

    boolean priced(int q) {
        return q >= 0 && state[q * WIDTH + STATUS] == 0;
    }

    OptionStatus status(int q) {
        return OptionStatus.ALL[(int) state[q * WIDTH + STATUS]];
    }

    /** Prices an option whose contract is sound, on its chain's forward. */
    void price(int q, Chain chain, long nowMs) {
        if (chain.expired(nowMs)) {
            fail(q, OptionStatus.EXPIRED);
            return;
        }
        double price = quotes.price(q, nowMs);
        if (quotes.status() != OptionStatus.OK) {
            fail(q, quotes.status());
            return;
        }
        PriceSource source = quotes.source();
        if (Double.isNaN(chain.forward)) {
            fail(q, OptionStatus.NO_FORWARD);
            keep(q, price, source);
            return;
        }
        OptionStatus status;
        try {
            status = solve(q, chain, price);
        } catch (RuntimeException e) {
            failures++;
            status = OptionStatus.MODEL_FAILED;
        }
        if (status == OptionStatus.OK) {
            int at = q * WIDTH;
            state[at + IV] = values.volatility;
            state[at + DELTA] = values.delta;
            state[at + GAMMA] = values.gamma;
            state[at + THETA] = values.theta;
            state[at + VEGA] = values.vega;
            state[at + RHO] = values.rho;
            state[at + VANNA] = values.vanna;
            state[at + VOMMA] = values.vomma;
            state[at + STATUS] = 0;
        } else {
            fail(q, status);
        }
        keep(q, price, source);
    }

    private OptionStatus solve(int q, Chain chain, double price) {
        OptionKind kind = index.signOf[q] > 0 ? OptionKind.CALL : OptionKind.PUT;
        double rate = settings.rate();
        double underlying = chain.forward;
        double yield = rate; // a spot that is its own forward
        if (model.written() == PricingModel.Written.ON_SPOT && chain.spot > 0) {
            underlying = chain.spot;
            yield = rate - Math.log(chain.forward / chain.spot) / chain.years;
        }
        double strike = chain.strikes[index.strikeOf[q]];
        ImpliedVolatilityStatus implied =
                model.impliedVolatility(
                        kind, underlying, strike, chain.years, rate, yield, price, values);
        switch (implied) {
            case BELOW_INTRINSIC -> {
                return OptionStatus.BELOW_INTRINSIC;
            }
            case ABOVE_MAXIMUM -> {
                return OptionStatus.ABOVE_MAXIMUM;
            }
            case NO_INFORMATION -> {
                return OptionStatus.NO_INFORMATION;
            }
            case OK -> {}
        }
        double iv = values.volatility;
        ValuationStatus valued =
                model.value(kind, underlying, strike, chain.years, rate, yield, iv, values);
        values.volatility = iv;
        return valued == ValuationStatus.OK && iv > 0 ? OptionStatus.OK : OptionStatus.MODEL_FAILED;
    }

    private void fail(int q, OptionStatus status) {
        int at = q * WIDTH;
        Arrays.fill(state, at, at + WIDTH, Double.NaN);
        state[at + SOURCE] = PriceSource.NONE.ordinal();
        state[at + STATUS] = status.ordinal();
    }

    private void keep(int q, double price, PriceSource source) {
        state[q * WIDTH + PRICE] = price;
        state[q * WIDTH + SOURCE] = source.ordinal();
    }

    void write(StateWriter out) {
        out.putDoubles(state, state.length);
        out.putLong(failures);
    }

    void read(StateReader in) {
        in.getDoubles(state);
        failures = in.getLong();
    }
}
