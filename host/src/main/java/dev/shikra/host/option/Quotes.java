package dev.shikra.host.option;

import dev.shikra.api.market.Tick;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.Arrays;

/**
 * What was last heard of each option, future and underlying, and which of its prices may be used.
 * Owned by the engine thread.
 */
final class Quotes {
    private static final int BID = 0;
    private static final int ASK = 1;
    private static final int QUOTE_MS = 2;
    private static final int LAST = 3;
    private static final int LAST_MS = 4;
    private static final int INTEREST = 5;
    private static final int INTEREST_BEFORE = 6;
    private static final int LAST_BEFORE = 7;
    private static final int VOLUME = 8;
    private static final int BAD = 9;
    private static final int WIDTH = 10;
    private static final long BAR_MS = 60_000;

    private final OptionSettings settings;
    private final double[] tickSizes;
    private final double[] state;

    /** Of the price asked for last. */
    private PriceSource source = PriceSource.NONE;

    private OptionStatus status = OptionStatus.NO_PRICE;

    /**
     * @param tickSizes of the instruments, in their order here
     */
    Quotes(OptionSettings settings, double[] tickSizes) {
        this.settings = settings;
        this.tickSizes = tickSizes.clone();
        state = new double[tickSizes.length * WIDTH];
        Arrays.fill(state, Double.NaN);
    }

    /** Takes a tick that is news. */
    void take(int q, Tick tick, long eventMs, double increment) {
        int at = q * WIDTH;
        state[at + BAD] = 0;
        if (tick.depth > 0) {
            state[at + BID] = tick.bidPrice[0];
            state[at + ASK] = tick.askPrice[0];
            state[at + QUOTE_MS] = eventMs;
        }
        if (!Double.isNaN(tick.openInterest)) {
            state[at + INTEREST] = tick.openInterest;
            if (Double.isNaN(state[at + INTEREST_BEFORE])) {
                state[at + INTEREST_BEFORE] = tick.openInterest;
            }
        }
        if (tick.kind == Tick.Kind.SNAPSHOT) {
            if (!Double.isNaN(tick.volume)) {
                state[at + VOLUME] = tick.volume;
            }
            if (tick.close > 0) {
                state[at + LAST_BEFORE] = tick.close;
            }
        } else if (tick.kind == Tick.Kind.BAR) {
            addVolume(at, tick.volume > 0 ? tick.volume : 0);
        } else {
            addVolume(at, increment);
        }
        long tradeMs = tradeMs(at, tick, eventMs, increment);
        if (tradeMs > 0) {
            state[at + LAST_MS] = tradeMs;
        }
        state[at + LAST] = tick.kind == Tick.Kind.BAR ? tick.close : tick.lastPrice;
    }

    /** {@return when the last price was made; 0: when the one before was} */
    private long tradeMs(int at, Tick tick, long eventMs, double increment) {
        if (tick.kind == Tick.Kind.BAR) {
            return tick.exchangeTimeMs + BAR_MS;
        }
        if (tick.lastTradeTimeMs > 0) {
            return Math.min(tick.lastTradeTimeMs, eventMs);
        }
        boolean told = tick.kind == Tick.Kind.SNAPSHOT && !Double.isNaN(tick.volume);
        boolean trades =
                increment > 0
                        || (tick.kind == Tick.Kind.SNAPSHOT && !told)
                        || tick.kind == Tick.Kind.TRADE
                        || tick.lastPrice != state[at + LAST];
        return trades && tick.kind != Tick.Kind.QUOTE ? eventMs : 0;
    }

    private void addVolume(int at, double increment) {
        state[at + VOLUME] =
                (Double.isNaN(state[at + VOLUME]) ? 0 : state[at + VOLUME]) + increment;
    }

    /** Takes note of a tick whose price is no price. */
    void bad(int q) {
        state[q * WIDTH + BAD] = 1;
    }

    /** A session is over: its last values are what the next one's changes are against. */
    void sessionEnds() {
        for (int at = 0; at < state.length; at += WIDTH) {
            state[at + INTEREST_BEFORE] = state[at + INTEREST];
            state[at + LAST_BEFORE] = state[at + LAST];
            state[at + VOLUME] = Double.NaN;
        }
    }

    /** {@return the price to use, NaN if there is none: {@link #source} and {@link #status} say} */
    double price(int q, long nowMs) {
        int at = q * WIDTH;
        source = PriceSource.NONE;
        status = OptionStatus.OK;
        if (state[at + BAD] == 1) {
            status = OptionStatus.BAD_PRICE;
            return Double.NaN;
        }
        double bid = state[at + BID];
        double ask = state[at + ASK];
        boolean wide = false;
        if (settings.price() == OptionSettings.Price.MID
                && nowMs - state[at + QUOTE_MS] <= settings.maxAgeMs()
                && bid > 0
                && ask > 0) {
            if (bid > ask) {
                status = OptionStatus.CROSSED;
                return Double.NaN;
            }
            double mid = (bid + ask) / 2;
            double widest =
                    Math.max(
                            settings.maxSpread() * mid,
                            (settings.maxSpreadTicks() + 0.5) * tickSizes[q]);
            if (ask - bid <= widest) {
                source = PriceSource.MID;
                return mid;
            }
            wide = true;
        }
        double last = state[at + LAST];
        if (last > 0 && nowMs - state[at + LAST_MS] <= settings.maxAgeMs()) {
            source = PriceSource.LAST;
            return last;
        }
        status =
                wide
                        ? OptionStatus.WIDE_SPREAD
                        : Double.isNaN(last) ? OptionStatus.NO_PRICE : OptionStatus.STALE;
        return Double.NaN;
    }

    /** {@return which price {@link #price} gave} */
    PriceSource source() {
        return source;
    }

    /** {@return OK, or why {@link #price} gave none} */
    OptionStatus status() {
        return status;
    }

    /** {@return best bid, if it is fresh and there is one; else NaN} */
    double bid(int q, long nowMs) {
        return side(q, BID, nowMs);
    }

    /** {@return best ask, if it is fresh and there is one; else NaN} */
    double ask(int q, long nowMs) {
        return side(q, ASK, nowMs);
    }

    private double side(int q, int field, long nowMs) {
        int at = q * WIDTH;
        boolean usable =
                state[at + field] > 0
                        && nowMs - state[at + QUOTE_MS] <= settings.maxAgeMs()
                        && state[at + BID] <= state[at + ASK];
        return usable ? state[at + field] : Double.NaN;
    }

    /** {@return open interest in units; NaN if it is not known} */
    double interest(int q) {
        return state[q * WIDTH + INTEREST];
    }

    /**
     * {@return change of open interest against the session before, else since it was first seen}
     */
    double interestChange(int q) {
        return state[q * WIDTH + INTEREST] - state[q * WIDTH + INTEREST_BEFORE];
    }

    /** {@return change of the last price against the close of the session before} */
    double priceChange(int q) {
        return state[q * WIDTH + LAST] - state[q * WIDTH + LAST_BEFORE];
    }

    /** {@return units traded in the session; NaN if it is not known} */
    double volume(int q) {
        return state[q * WIDTH + VOLUME];
    }

    void write(StateWriter out) {
        out.putDoubles(state, state.length);
    }

    void read(StateReader in) {
        in.getDoubles(state);
    }
}
