package dev.shikra.host.config;

import dev.shikra.api.market.Timeframe;
import java.util.List;
import java.util.regex.Pattern;

/** Every key of {@code shikra.yaml}, declared once. */
public final class HostKeys {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

    /** Slots of the ring between sources and journal. A power of two. */
    public static final ConfigKey<String> INBOX_SLOTS =
            new ConfigKey<>(
                    "inbox.slots",
                    ConfigKey.oneOf(
                            List.of("1024", "2048", "4096", "8192", "16384", "32768", "65536")),
                    "frames",
                    "8192",
                    "How many frames may wait for the journal before a source is held back.");

    public static final ConfigKey<Long> JOURNAL_SYNC_MS =
            new ConfigKey<>(
                    "journal.syncMs",
                    ConfigKey.whole(0, 1000),
                    "ms",
                    "5",
                    "Longest time between a record and its sync to disk; 0 syncs each group at once.");

    public static final ConfigKey<Long> JOURNAL_SEGMENT_MB =
            new ConfigKey<>(
                    "journal.segmentMb",
                    ConfigKey.whole(1, 4096),
                    "MiB",
                    "256",
                    "Size at which a new segment begins within a session.");

    public static final ConfigKey<Long> JOURNAL_MAX_MB =
            new ConfigKey<>(
                    "journal.maxMb",
                    ConfigKey.whole(16, 16_777_216),
                    "MiB",
                    "20480",
                    "Size of all segments beyond which the oldest whole sessions are removed.");

    public static final ConfigKey<Long> SNAPSHOT_INTERVAL_S =
            new ConfigKey<>(
                    "snapshot.intervalS",
                    ConfigKey.whole(1, 86_400),
                    "s of event time",
                    "300",
                    "How often the engine's state is written down to shorten a restart.");

    public static final ConfigKey<Long> SNAPSHOT_KEEP =
            new ConfigKey<>(
                    "snapshot.keep",
                    ConfigKey.whole(2, 100),
                    "snapshots",
                    "3",
                    "How many are kept: when the newest is damaged the one before is taken.");

    public static final ConfigKey<List<String>> TIMEFRAMES =
            new ConfigKey<>(
                    "bars.timeframes",
                    ConfigKey.list(
                            Pattern.compile(String.join("|", Timeframe.NAMES)),
                            String.join(", ", Timeframe.NAMES)),
                    "",
                    "1m, 3m, 5m, 15m, 30m, 1h, day",
                    "Bars that are built, and that rules and studies can be on; 1m always.");

    public static final ConfigKey<String> CALENDAR_DIRECTORY =
            new ConfigKey<>(
                    "calendars.directory",
                    ConfigKey.text(),
                    "",
                    "config/calendars",
                    "Where calendars lie, NAME.yaml each.");

    public static final ConfigKey<String> CALENDAR_DEFAULT =
            new ConfigKey<>(
                    "calendars.default",
                    ConfigKey.text(),
                    "",
                    "24x7",
                    "Calendar of what calendars.of does not name.");

    public static final ConfigKey<String> RULE_DIRECTORY =
            new ConfigKey<>(
                    "rules.directory",
                    ConfigKey.text(),
                    "",
                    "rules",
                    "Where patterns, filters and lib are read from and watched.");

    public static final ConfigKey<Long> WATCHDOG_BUDGET_MS =
            new ConfigKey<>(
                    "rules.budgetMs",
                    ConfigKey.whole(1, 60_000),
                    "ms",
                    "50",
                    "CPU time one rule may take for one batch before its run is voided.");

    public static final ConfigKey<List<String>> SOURCES =
            new ConfigKey<>(
                    "sources.enabled",
                    ConfigKey.list(NAME, "source names"),
                    "",
                    "",
                    "Sources that the service connects to; a replay names its own.");

    public static final ConfigKey<List<String>> NOTIFIERS =
            new ConfigKey<>(
                    "notifiers.enabled",
                    ConfigKey.list(NAME, "notifier names"),
                    "",
                    "console",
                    "Where alerts go.");

    public static final ConfigKey<String> OPTION_MODEL =
            new ConfigKey<>(
                    "options.model",
                    ConfigKey.text(),
                    "",
                    "black76",
                    "Pricing model by name: black76 and bsm in closed form, american on a tree (slow).");

    public static final ConfigKey<String> OPTION_PRICE =
            new ConfigKey<>(
                    "options.price",
                    ConfigKey.oneOf(List.of("mid", "last")),
                    "",
                    "mid",
                    "Which price is used: mid is a fresh and sane quote's middle, else a fresh last trade.");

    public static final ConfigKey<Long> OPTION_MAX_AGE_S =
            new ConfigKey<>(
                    "options.maxAgeS",
                    ConfigKey.whole(1, 86_400),
                    "s of event time",
                    "120",
                    "Age beyond which a quote or a last trade is not used.");

    public static final ConfigKey<Double> OPTION_MAX_SPREAD =
            new ConfigKey<>(
                    "options.maxSpread",
                    ConfigKey.number(0, 2),
                    "fraction of the middle",
                    "0.1",
                    "Widest spread of a quote whose middle is used.");

    public static final ConfigKey<Long> OPTION_MAX_SPREAD_TICKS =
            new ConfigKey<>(
                    "options.maxSpreadTicks",
                    ConfigKey.whole(0, 1000),
                    "tick sizes",
                    "4",
                    "A spread of so many tick sizes is never too wide.");

    public static final ConfigKey<String> OPTION_TIME =
            new ConfigKey<>(
                    "options.time",
                    ConfigKey.oneOf(List.of("calendar", "trading")),
                    "",
                    "calendar",
                    "How time to expiry is counted: all minutes, or those in which the market is open.");

    public static final ConfigKey<Long> OPTION_TRADING_MINUTES =
            new ConfigKey<>(
                    "options.tradingMinutesPerYear",
                    ConfigKey.whole(1, 525_600),
                    "minutes",
                    "94500",
                    "What a year has where trading minutes are counted: 252 sessions of 375.");

    public static final ConfigKey<Long> OPTION_EXPIRY_MINUTE =
            new ConfigKey<>(
                    "options.expiryMinute",
                    ConfigKey.whole(1, 1439),
                    "minutes after midnight",
                    "930",
                    "When options stop on their last day, in the calendar's zone: 930 is 15:30.");

    public static final ConfigKey<Double> OPTION_RATE =
            new ConfigKey<>(
                    "options.rate",
                    ConfigKey.number(-0.5, 0.5),
                    "fraction per year",
                    "0.065",
                    "Continuously compounded rate, for discounting and for carrying a spot.");

    public static final ConfigKey<Long> OPTION_NEAR_STRIKES =
            new ConfigKey<>(
                    "options.nearStrikes",
                    ConfigKey.whole(0, 100),
                    "strikes",
                    "5",
                    "Strikes on each side of the money that are priced at each tick of the underlying.");

    public static final ConfigKey<Long> OPTION_CADENCE_MS =
            new ConfigKey<>(
                    "options.cadenceMs",
                    ConfigKey.whole(50, 60_000),
                    "ms of event time",
                    "1000",
                    "How often a whole chain is priced.");

    public static final ConfigKey<Long> OPTION_HISTORY_DAYS =
            new ConfigKey<>(
                    "options.historyDays",
                    ConfigKey.whole(2, 252),
                    "sessions",
                    "20",
                    "Past sessions of volatility below which its rank and percentile are not known.");

    public static final ConfigKey<Double> OPTION_PARITY_TOLERANCE =
            new ConfigKey<>(
                    "options.parityTolerance",
                    ConfigKey.number(0, 0.1),
                    "fraction of the forward",
                    "0.0005",
                    "Distance from put-call parity, beyond the spreads, that counts as a violation.");

    public static final ConfigKey<List<String>> OPTION_UNDERLYINGS =
            new ConfigKey<>(
                    "options.underlyings",
                    ConfigKey.list(Pattern.compile("[^=,;{}]+=[^=,;{}]+"), "NAME=SYMBOL"),
                    "",
                    "NIFTY=NIFTY 50, BANKNIFTY=NIFTY BANK, FINNIFTY=NIFTY FIN SERVICE,"
                            + " MIDCPNIFTY=NIFTY MID SELECT, NIFTYNXT50=NIFTY NEXT 50",
                    "What contracts call an underlying, and the symbol of its index where that differs.");

    /** All keys, in the file's order. */
    public static final List<ConfigKey<?>> ALL =
            List.of(
                    INBOX_SLOTS,
                    JOURNAL_SYNC_MS,
                    JOURNAL_SEGMENT_MB,
                    JOURNAL_MAX_MB,
                    SNAPSHOT_INTERVAL_S,
                    SNAPSHOT_KEEP,
                    TIMEFRAMES,
                    CALENDAR_DIRECTORY,
                    CALENDAR_DEFAULT,
                    RULE_DIRECTORY,
                    WATCHDOG_BUDGET_MS,
                    OPTION_MODEL,
                    OPTION_PRICE,
                    OPTION_MAX_AGE_S,
                    OPTION_MAX_SPREAD,
                    OPTION_MAX_SPREAD_TICKS,
                    OPTION_TIME,
                    OPTION_TRADING_MINUTES,
                    OPTION_EXPIRY_MINUTE,
                    OPTION_RATE,
                    OPTION_NEAR_STRIKES,
                    OPTION_CADENCE_MS,
                    OPTION_HISTORY_DAYS,
                    OPTION_PARITY_TOLERANCE,
                    OPTION_UNDERLYINGS,
                    SOURCES,
                    NOTIFIERS);

    /** Sections whose keys users choose: calendar by exchange or segment, settings by plugin. */
    public static final List<String> OPEN_SECTIONS = List.of("calendars.of", "plugins");

    private HostKeys() {}
}
