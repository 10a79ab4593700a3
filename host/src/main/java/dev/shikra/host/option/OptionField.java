package dev.shikra.host.option;

import dev.shikra.host.feature.ValueGroup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What rules may read of one option: {@code option.iv}. */
public enum OptionField {
    STATUS("status", "whether it is priced, and why not", statuses()),
    PRICE("price", "the price that is used, in the quote currency"),
    PRICE_SOURCE("priceSource", "which price that is", labels(PriceSource.values())),
    IV("iv", "implied volatility, a fraction per square root of a year: 0.2 is 20 %"),
    DELTA("delta", "price change per 1 of the underlying: call 0 to 1, put -1 to 0"),
    GAMMA("gamma", "change of delta per 1 of the underlying"),
    THETA("theta", "price change per calendar day that passes"),
    VEGA("vega", "price change per 1 % of volatility"),
    RHO("rho", "price change per 1 % of the rate"),
    VANNA("vanna", "change of delta per 1.00 of volatility"),
    VOMMA("vomma", "change of dV/dsigma per 1.00 of volatility"),
    MONEYNESS("moneyness", "(F - K) / F of a call, (K - F) / F of a put: above 0 in the money"),
    INTRINSIC("intrinsic", "what exercise is worth at the spot, at the forward without one"),
    TIME_VALUE("timeValue", "price less intrinsic"),
    STRIKE("strike", "in the quote currency"),
    TIME_TO_EXPIRY("timeToExpiry", "days of 24 hours left"),
    TRADING_MINUTES("tradingMinutes", "minutes left in which the market is open"),
    OPEN_INTEREST("openInterest", "units"),
    OPEN_INTEREST_CHANGE("openInterestChange", "units, against the session before"),
    VOLUME("volume", "units traded in the session"),
    BUILDUP("buildup", "what price and open interest together say", labels(Buildup.values()));

    static final OptionField[] ALL = values();

    /** What rules may name. */
    public static final ValueGroup GROUP =
            new ValueGroup(
                    "option",
                    "Of the option itself: volatility, Greeks, price, interest; NaN of what is no option.",
                    ValueGroup.Moves.AT_MINUTES,
                    Arrays.stream(values())
                            .map(f -> new ValueGroup.Value(f.text, f.description, f.texts))
                            .toList());

    private final String text;
    private final String description;
    private final List<String> texts;

    OptionField(String text, String description) {
        this(text, description, List.of());
    }

    OptionField(String text, String description, List<String> texts) {
        this.text = text;
        this.description = description;
        this.texts = texts;
    }

    /** {@return as rules write it behind {@code option.}} */
    public String text() {
        return text;
    }

    /** {@return one sentence with the unit} */
    public String description() {
        return description;
    }

    static List<String> statuses() {
        return Arrays.stream(OptionStatus.values()).map(OptionStatus::label).toList();
    }

    static List<String> labels(Enum<?>[] values) {
        var labels = new ArrayList<String>();
        for (Enum<?> value : values) {
            labels.add(value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return labels;
    }
}
