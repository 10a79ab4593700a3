package dev.shikra.host.option;

/** What an option's row says of it. Owned by the engine thread. */
final class OptionRows {
    private final ChainIndex index;
    private final Quotes quotes;
    private final Pricing pricing;

    OptionRows(ChainIndex index, Quotes quotes, Pricing pricing) {
        this.index = index;
        this.quotes = quotes;
        this.pricing = pricing;
    }

    /** {@return a value before anything was priced} */
    double unpriced(OptionField field, int q) {
        return switch (field) {
            case STATUS -> pricing.get(q, Pricing.STATUS);
            case STRIKE -> index.contracts[q] == OptionStatus.OK ? index.strike(q) : Double.NaN;
            default -> Double.NaN;
        };
    }

    /** {@return a value as of when the option was priced last} */
    double value(OptionField field, int q, Chain chain, long nowMs) {
        return switch (field) {
            case STATUS -> pricing.get(q, Pricing.STATUS);
            case PRICE -> pricing.get(q, Pricing.PRICE);
            case PRICE_SOURCE -> pricing.get(q, Pricing.SOURCE);
            case IV -> pricing.get(q, Pricing.IV);
            case DELTA -> pricing.get(q, Pricing.DELTA);
            case GAMMA -> pricing.get(q, Pricing.GAMMA);
            case THETA -> pricing.get(q, Pricing.THETA);
            case VEGA -> pricing.get(q, Pricing.VEGA);
            case RHO -> pricing.get(q, Pricing.RHO);
            case VANNA -> pricing.get(q, Pricing.VANNA);
            case VOMMA -> pricing.get(q, Pricing.VOMMA);
            case MONEYNESS -> index.signOf[q] * (chain.forward - strike(q, chain)) / chain.forward;
            case INTRINSIC -> intrinsic(q, chain);
            case TIME_VALUE -> pricing.get(q, Pricing.PRICE) - intrinsic(q, chain);
            case STRIKE -> strike(q, chain);
            case TIME_TO_EXPIRY -> chain.clock.days(nowMs);
            case TRADING_MINUTES -> chain.clock.tradingMinutes(nowMs);
            case OPEN_INTEREST -> quotes.interest(q);
            case OPEN_INTEREST_CHANGE -> quotes.interestChange(q);
            case VOLUME -> quotes.volume(q);
            case BUILDUP -> Buildup.code(quotes.priceChange(q), quotes.interestChange(q));
        };
    }

    private double strike(int q, Chain chain) {
        return chain.strikes[index.strikeOf[q]];
    }

    private double intrinsic(int q, Chain chain) {
        double level = chain.spot > 0 ? chain.spot : chain.forward;
        return Math.max(0, index.signOf[q] * (level - strike(q, chain)));
    }
}
