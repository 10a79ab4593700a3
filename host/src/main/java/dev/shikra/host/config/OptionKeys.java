package dev.shikra.host.config;

import java.util.List;
import java.util.regex.Pattern;

/** The keys of {@code shikra.yaml} that say how options are priced. */
public final class OptionKeys {
    public static final ConfigKey<String> MODEL =
            new ConfigKey<>(
                    "options.model",
                    ConfigKey.text(),
                    "",
                    "black76",
                    "Pricing model by name: black76 and bsm in closed form, american on a tree (slow).");

    public static final ConfigKey<String> PRICE =
            new ConfigKey<>(
                    "options.price",
                    ConfigKey.oneOf(List.of("mid", "last")),
                    "",
                    "mid",
                    "Which price is used: mid is a fresh and sane quote's middle, else a fresh last trade.");

    public static final ConfigKey<Long> MAX_AGE_S =
            new ConfigKey<>(
                    "options.maxAgeS",
                    ConfigKey.whole(1, 86_400),
                    "s of event time",
                    "120",
                    "Age beyond which a quote or a last trade is not used.");

    public static final ConfigKey<Double> MAX_SPREAD =
            new ConfigKey<>(
                    "options.maxSpread",
                    ConfigKey.number(0, 2),
                    "fraction of the middle",
                    "0.1",
                    "Widest spread of a quote whose middle is used.");

    public static final ConfigKey<Long> MAX_SPREAD_TICKS =
            new ConfigKey<>(
                    "options.maxSpreadTicks",
                    ConfigKey.whole(0, 1000),
                    "tick sizes",
                    "4",
                    "A spread of so many tick sizes is never too wide.");

    public static final ConfigKey<String> TIME =
            new ConfigKey<>(
                    "options.time",
                    ConfigKey.oneOf(List.of("calendar", "trading")),
                    "",
                    "calendar",
                    "How time to expiry is counted: all minutes, or those in which the market is open.");

    public static final ConfigKey<Long> TRADING_MINUTES =
            new ConfigKey<>(
                    "options.tradingMinutesPerYear",
                    ConfigKey.whole(1, 525_600),
                    "minutes",
                    "94500",
                    "What a year has where trading minutes are counted: 252 sessions of 375.");

    public static final ConfigKey<Long> EXPIRY_MINUTE =
            new ConfigKey<>(
                    "options.expiryMinute",
                    ConfigKey.whole(1, 1439),
                    "minutes after midnight",
                    "930",
                    "When options stop on their last day, in the calendar's zone: 930 is 15:30.");

    public static final ConfigKey<Double> RATE =
            new ConfigKey<>(
                    "options.rate",
                    ConfigKey.number(-0.5, 0.5),
                    "fraction per year",
                    "0.065",
                    "Continuously compounded rate, for discounting and for carrying a spot.");

    public static final ConfigKey<Long> NEAR_STRIKES =
            new ConfigKey<>(
                    "options.nearStrikes",
                    ConfigKey.whole(0, 100),
                    "strikes",
                    "5",
                    "Strikes on each side of the money that are priced at each tick of the underlying.");

    public static final ConfigKey<Long> CADENCE_MS =
            new ConfigKey<>(
                    "options.cadenceMs",
                    ConfigKey.whole(50, 60_000),
                    "ms of event time",
                    "1000",
                    "How often a whole chain is priced.");

    public static final ConfigKey<Long> HISTORY_DAYS =
            new ConfigKey<>(
                    "options.historyDays",
                    ConfigKey.whole(2, 252),
                    "sessions",
                    "20",
                    "Past sessions of volatility below which its rank and percentile are not known.");

    public static final ConfigKey<String> HISTORY_FILE =
            new ConfigKey<>(
                    "options.historyFile",
                    ConfigKey.text(),
                    "",
                    "var/volatility.csv",
                    "Volatility of past sessions (date,underlying,iv30), to which the service adds each session's.");

    public static final ConfigKey<Double> PARITY_TOLERANCE =
            new ConfigKey<>(
                    "options.parityTolerance",
                    ConfigKey.number(0, 0.1),
                    "fraction of the forward",
                    "0.0005",
                    "Distance from put-call parity, beyond the spreads, that counts as a violation.");

    public static final ConfigKey<String> COMPUTE =
            new ConfigKey<>(
                    "options.compute",
                    ConfigKey.oneOf(List.of("all", "read")),
                    "",
                    "all",
                    "Values of options and chains that are computed: all of them, or those that rules read.");

    public static final ConfigKey<List<String>> UNDERLYINGS =
            new ConfigKey<>(
                    "options.underlyings",
                    ConfigKey.list(Pattern.compile("[^=,;{}]+=[^=,;{}]+"), "NAME=SYMBOL"),
                    "",
                    "NIFTY=NIFTY 50, BANKNIFTY=NIFTY BANK, FINNIFTY=NIFTY FIN SERVICE,"
                            + " MIDCPNIFTY=NIFTY MID SELECT, NIFTYNXT50=NIFTY NEXT 50",
                    "What contracts call an underlying, and the symbol of its index where that differs.");

    /** All of them, in the file's order. */
    public static final List<ConfigKey<?>> ALL =
            List.of(
                    MODEL,
                    PRICE,
                    MAX_AGE_S,
                    MAX_SPREAD,
                    MAX_SPREAD_TICKS,
                    TIME,
                    TRADING_MINUTES,
                    EXPIRY_MINUTE,
                    RATE,
                    NEAR_STRIKES,
                    CADENCE_MS,
                    HISTORY_DAYS,
                    HISTORY_FILE,
                    PARITY_TOLERANCE,
                    COMPUTE,
                    UNDERLYINGS);

    private OptionKeys() {}
}
