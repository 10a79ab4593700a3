package dev.shikra.api.market;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that trades, or an index that does not. Immutable.
 *
 * <p>On the hot path an instrument is its place in the session's list of instruments, a dense
 * number from 0.
 *
 * @param token number by which the venue's feed names it, {@code >= 0}
 * @param symbol the venue's symbol, for example {@code RELIANCE} or {@code NIFTY25D0925700CE}
 * @param exchange the venue, for example {@code NSE}
 * @param segment the instrument master's segment column, for example {@code NSE}, {@code NFO-OPT},
 *     {@code INDICES}
 * @param kind what it is
 * @param tickSize smallest price step in the quote currency; 0 where there is none (an index) or it
 *     is not known
 * @param lotSize units in a lot, {@code >= 0}; 0 where there is none
 * @param traded false for an index: it has prices and no volume
 * @param contract expiry, strike and underlying; null for what does not expire
 */
public record Instrument(
        long token,
        String symbol,
        String exchange,
        String segment,
        Kind kind,
        double tickSize,
        int lotSize,
        boolean traded,
        @Nullable Contract contract) {

    /** What an instrument is. */
    public enum Kind {
        EQUITY,
        INDEX,
        FUTURE,
        CALL,
        PUT,
        /** A currency pair or coin. */
        PAIR
    }

    /**
     * Terms of a derivative.
     *
     * @param underlying the master's name of the underlying, for example {@code NIFTY}
     * @param expiry last trading day
     * @param strike in the quote currency; 0 for a future
     */
    public record Contract(String underlying, LocalDate expiry, double strike) {
        public Contract {
            if (!(strike >= 0)) {
                throw new IllegalArgumentException(
                        underlying + ": strike " + strike + " is negative");
            }
        }
    }

    /**
     * @throws IllegalArgumentException if a name is blank or a number is outside its range
     */
    public Instrument {
        if (symbol.isBlank() || exchange.isBlank() || segment.isBlank()) {
            throw new IllegalArgumentException(
                    "an instrument needs symbol, exchange and segment: '"
                            + symbol
                            + "', '"
                            + exchange
                            + "', '"
                            + segment
                            + "'");
        }
        if (token < 0) {
            throw new IllegalArgumentException(symbol + ": token " + token + " is negative");
        }
        if (!(tickSize >= 0)) {
            throw new IllegalArgumentException(symbol + ": tick size " + tickSize + " is negative");
        }
        if (lotSize < 0) {
            throw new IllegalArgumentException(symbol + ": lot size " + lotSize + " is negative");
        }
    }

    /** {@return how people and files name it: {@code NSE:RELIANCE}} */
    public String id() {
        return exchange + ":" + symbol;
    }
}
