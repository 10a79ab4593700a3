package dev.shikra.host.config;

import dev.shikra.api.market.Timeframe;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
                    "Longest time between a record and its sync to disk; 0 syncs each group at"
                            + " once.");

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

    public static final ConfigKey<List<String>> RULE_INDICES =
            new ConfigKey<>(
                    "rules.indices",
                    ConfigKey.list(
                            Pattern.compile("[^=,:]+=[^=,:]+:[^=,]+"), "SEGMENT=EXCHANGE:SYMBOL"),
                    "",
                    "NSE=NSE:NIFTY 50, NFO=NSE:NIFTY 50, BSE=BSE:SENSEX, BFO=BSE:SENSEX",
                    "What rules read as index, by the segment or exchange of their instruments; the segment goes first. A change begins a new journal.");

    public static final ConfigKey<Long> WARMUP_DAYS =
            new ConfigKey<>(
                    "warmup.days",
                    ConfigKey.whole(0, 400),
                    "calendar days",
                    "60",
                    "How far back at most the source is asked for bars of the past, as far as the rules' studies need them, while the feed runs; 0: not at all.");

    public static final ConfigKey<String> WARMUP_CSV =
            new ConfigKey<>(
                    "warmup.csv",
                    ConfigKey.text(),
                    "",
                    "var/history",
                    "Folder of 1-minute bars, SYMBOL.csv or EXCHANGE-SYMBOL.csv each (time_ms,open,high,low,close,volume), for instruments that the source has none of.");

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

    public static final ConfigKey<String> ADMIN_SERVE =
            new ConfigKey<>(
                    "admin.serve",
                    ConfigKey.oneOf(List.of("page", "probes", "nothing")),
                    "",
                    "page",
                    "What a running host serves over HTTP: page, health and metrics; the last two"
                            + " alone; nothing.");

    public static final ConfigKey<String> ADMIN_HOST =
            new ConfigKey<>(
                    "admin.host",
                    ConfigKey.text(),
                    "",
                    "127.0.0.1",
                    "Where it listens: this machine's loopback address, and nothing else until"
                            + " there are accounts.");

    public static final ConfigKey<Long> ADMIN_PORT =
            new ConfigKey<>(
                    "admin.port",
                    ConfigKey.whole(0, 65_535),
                    "",
                    "8080",
                    "Where it listens; 0 takes any free one.");

    public static final ConfigKey<Long> ADMIN_BARS =
            new ConfigKey<>(
                    "admin.bars",
                    ConfigKey.whole(16, 100_000),
                    "bars",
                    "500",
                    "Closed bars kept for charts, of each instrument and timeframe.");

    public static final ConfigKey<Long> ADMIN_BARS_MB =
            new ConfigKey<>(
                    "admin.barsMb",
                    ConfigKey.whole(1, 16_384),
                    "MiB",
                    "128",
                    "Memory for all of them; beyond it the oldest bars of a series go.");

    private static final List<ConfigKey<?>> OWN =
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
                    RULE_INDICES,
                    WARMUP_DAYS,
                    WARMUP_CSV,
                    SOURCES,
                    NOTIFIERS,
                    ADMIN_SERVE,
                    ADMIN_HOST,
                    ADMIN_PORT,
                    ADMIN_BARS,
                    ADMIN_BARS_MB);

    /** All keys. */
    public static final List<ConfigKey<?>> ALL =
            Stream.concat(OWN.stream(), OptionKeys.ALL.stream()).toList();

    /** Sections whose keys users choose: calendar by exchange or segment, settings by plugin. */
    public static final List<String> OPEN_SECTIONS = List.of("calendars.of", "plugins");

    private HostKeys() {}
}
