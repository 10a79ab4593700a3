package dev.shikra.plugins.simulator;

import dev.shikra.api.market.Instrument;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row of the instrument master. Immutable.
 *
 * @param exchangeToken number by which the exchange names it, from 1 to 2^24 - 1
 * @param segmentNumber the feed's segment: 1 NSE, 2 NFO, 9 indices
 * @param symbol for example {@code NIFTY2610625000CE}
 * @param name of the company, or of the underlying
 * @param expiry last trading day; null for what does not expire
 * @param strike rupees; 0 for what is no option
 * @param tickPaise smallest price step; 0 for an index
 * @param lotSize units; 0 for an index
 * @param type {@code EQ}, {@code FUT}, {@code CE} or {@code PE}
 * @param segment {@code NSE}, {@code INDICES}, {@code NFO-FUT} or {@code NFO-OPT}
 * @param exchange {@code NSE} or {@code NFO}
 */
public record Listing(
        int exchangeToken,
        int segmentNumber,
        String symbol,
        String name,
        @Nullable LocalDate expiry,
        double strike,
        int tickPaise,
        int lotSize,
        String type,
        String segment,
        String exchange) {
    /** The master's columns. */
    static final String HEADER =
            "instrument_token,exchange_token,tradingsymbol,name,last_price,expiry,strike,"
                    + "tick_size,lot_size,instrument_type,segment,exchange";

    /** {@return the row of an instrument that somebody followed} */
    static Listing of(Instrument instrument) {
        Instrument.Contract contract = instrument.contract();
        boolean index = instrument.kind() == Instrument.Kind.INDEX;
        return new Listing(
                (int) (instrument.token() >> 8),
                (int) (instrument.token() & 0xFF),
                instrument.symbol(),
                contract == null ? instrument.symbol() : contract.underlying(),
                contract == null ? null : contract.expiry(),
                contract == null ? 0 : contract.strike(),
                index ? 0 : (int) Math.max(1, Math.round(instrument.tickSize() * 100)),
                index ? 0 : instrument.lotSize(),
                switch (instrument.kind()) {
                    case FUTURE -> "FUT";
                    case CALL -> "CE";
                    case PUT -> "PE";
                    default -> "EQ";
                },
                index ? "INDICES" : instrument.segment(),
                instrument.exchange());
    }

    /** {@return number by which the feed names it} */
    public long token() {
        return (long) exchangeToken << 8 | segmentNumber;
    }

    /** {@return how people name it: {@code NSE:RELIANCE}} */
    public String id() {
        return exchange + ":" + symbol;
    }

    /** {@return the master's line, without line end} */
    String csv() {
        return token()
                + ","
                + exchangeToken
                + ","
                + symbol
                + ","
                + (name.contains(",") ? '"' + name + '"' : name)
                + ",0.0,"
                + (expiry == null ? "" : expiry)
                + ","
                + strike
                + ","
                + BigDecimal.valueOf(tickPaise, 2).stripTrailingZeros().toPlainString()
                + ","
                + lotSize
                + ","
                + type
                + ","
                + segment
                + ","
                + exchange;
    }
}
