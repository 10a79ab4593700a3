package dev.shikra.host.cli;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.option.PricingModel;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.LocalVenue;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.host.LivePlugins;
import dev.shikra.host.NotifierChoice;
import dev.shikra.host.PluginLoader;
import dev.shikra.host.PluginSet;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerListener;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.config.Config;
import dev.shikra.host.config.ConfigException;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.config.OptionKeys;
import dev.shikra.host.config.RuleParametersFile;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.option.OptionSettings;
import dev.shikra.host.pattern.PatternCatalog;
import dev.shikra.host.pattern.PatternFile;
import dev.shikra.host.pattern.PatternSetting;
import dev.shikra.host.plugin.KeptPlugins;
import dev.shikra.host.plugin.LoadedPlugins;
import dev.shikra.host.plugin.PluginSetup;
import dev.shikra.host.plugin.Plugins;
import dev.shikra.host.rule.RuleConfiguration;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a command works with: the configuration in force and the plugins that are installed. */
final class Installation implements AutoCloseable {
    private final HomeDirectory home;
    private final Config config;
    private final RuleConfiguration ruleConfiguration;
    private final Plugins plugins;
    private final PluginSetup setup;
    private final Path configDirectory;
    private final PatternFile patternFile;
    private final PrintStream notices;

    private Installation(
            HomeDirectory home,
            Path configDirectory,
            Config config,
            RuleConfiguration ruleConfiguration,
            PluginSetup setup,
            Plugins plugins,
            PrintStream notices)
            throws IOException {
        this.setup = setup;
        this.configDirectory = configDirectory;
        this.ruleConfiguration = ruleConfiguration;
        this.home = home;
        this.config = config;
        this.plugins = plugins;
        this.notices = notices;
        patternFile = PatternFile.read(configDirectory, computing().patterns());
    }

    /**
     * Reads the configuration and loads the plugins.
     *
     * @param configDirectory as the user gave it
     * @param options configuration keys from the command line
     * @param console where plugins print for the person at the console
     * @throws CommandFailed if the configuration is wrong
     */
    static Installation open(
            HomeDirectory home,
            Path configDirectory,
            Map<String, String> options,
            PrintStream console,
            PrintStream notices) {
        if (!configDirectory.equals(home.config()) && !Files.isDirectory(configDirectory)) {
            throw new CommandFailed(
                    configDirectory + ": no such configuration folder: check --config");
        }
        try {
            Config config = Config.load(configDirectory, options, System.getenv());
            var sections = new LinkedHashMap<String, Map<String, String>>();
            for (String id : config.pluginIds()) {
                sections.put(id, config.plugin(id));
            }
            if (isTerminal(console)) {
                var own = new LinkedHashMap<>(sections.getOrDefault("notifier-console", Map.of()));
                own.putIfAbsent("colours", "on");
                sections.put("notifier-console", own);
            }
            var setup = new PluginSetup(home.var(), home.bundledPlugins(), sections, console);
            Plugins plugins = Plugins.load(setup);
            plugins.problems()
                    .forEach(problem -> notices.println("plugin left out: " + problem.message()));
            var rules =
                    new RuleConfiguration(
                            configDirectory.resolve("universes"),
                            RuleParametersFile.read(configDirectory),
                            indices(config));
            var opened =
                    new Installation(home, configDirectory, config, rules, setup, plugins, notices);
            opened.patternFile
                    .problems()
                    .forEach(problem -> notices.println("pattern left out: " + problem));
            return opened;
        } catch (ConfigException e) {
            throw new CommandFailed(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailed("the host can't start: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> indices(Config config) {
        var indices = new LinkedHashMap<String, String>();
        for (String pair : config.get(HostKeys.RULE_INDICES)) {
            int at = pair.indexOf('=');
            indices.put(pair.substring(0, at).strip(), pair.substring(at + 1).strip());
        }
        return indices;
    }

    /** Whether a person looks at it. NO_COLOR is the custom of terminals. */
    private static boolean isTerminal(PrintStream console) {
        return console == System.out
                && System.console() != null
                && System.console().isTerminal()
                && System.getenv("NO_COLOR") == null;
    }

    HomeDirectory home() {
        return home;
    }

    Config config() {
        return config;
    }

    Plugins plugins() {
        return plugins;
    }

    /** {@return what configuration gives to rules} */
    RuleConfiguration ruleConfiguration() {
        return ruleConfiguration;
    }

    /** {@return the studies that plugins make now} */
    StudyCatalog studies() {
        return computing().studies();
    }

    /** {@return what an engine computes with, of the plugins that are loaded now} */
    PluginSet computing() {
        return PluginSet.of(plugins.loaded());
    }

    /** {@return what loads the plugins that a journal was written with} */
    PluginLoader pluginLoader() {
        return (manifest, contents) -> KeptPlugins.load(setup, manifest, contents);
    }

    /** {@return the bars to build: the configured timeframes, and one minute in any case} */
    List<Timeframe> timeframes() {
        var all = new TreeSet<Timeframe>();
        all.add(Timeframe.M1);
        config.get(HostKeys.TIMEFRAMES).forEach(name -> all.add(Timeframe.parse(name)));
        return List.copyOf(all);
    }

    /** {@return ids of the sources that installed plugins bring} */
    List<String> sourceIds() {
        return plugins.extensions(DataSource.class).stream().map(DataSource::id).sorted().toList();
    }

    /**
     * @throws CommandFailed if no installed plugin brings it
     */
    DataSource source(String id) {
        List<DataSource> sources = plugins.extensions(DataSource.class);
        return sources.stream()
                .filter(source -> source.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new CommandFailed(
                                "no plugin brings the source '"
                                        + id
                                        + "': there are "
                                        + sources.stream()
                                                .map(DataSource::id)
                                                .sorted()
                                                .collect(Collectors.joining(", "))));
    }

    /**
     * {@return the notifiers named, and no others}
     *
     * @throws CommandFailed if one of {@code ids} is not installed
     */
    List<Notifier> notifiers(List<String> ids) {
        return liveNotifiers(ids).stream().limit(ids.size()).toList();
    }

    /**
     * {@return where alerts of a live market go: the notifiers named, then those of plugins that
     * somebody installed}
     *
     * @throws CommandFailed if one of {@code ids} is not installed
     */
    List<Notifier> liveNotifiers(List<String> ids) {
        NotifierChoice choice = NotifierChoice.of(plugins, ids);
        choice.problems().forEach(notices::println);
        if (!choice.missing().isEmpty()) {
            throw new CommandFailed(
                    "no plugin brings the notifier '"
                            + choice.missing().getFirst()
                            + "': install one that does, or take it out of notifiers.enabled in"
                            + " config/shikra.yaml");
        }
        return choice.chosen();
    }

    /**
     * {@return what keeps the plugins of {@code scanner} as their folder says} Close it before the
     * scanner.
     *
     * @param source that the scanner follows
     * @param ids of notifiers, from the configuration
     */
    LivePlugins watch(Scanner scanner, String source, List<String> ids, ScannerListener listener)
            throws IOException {
        return new LivePlugins(plugins, ids, new Work(source), scanner, listener);
    }

    /** What a scanner works with. */
    private final class Work implements LivePlugins.Work {
        private final String source;

        Work(String source) {
            this.source = source;
        }

        @Override
        public boolean isFixed(Object extension) {
            return extension instanceof LocalVenue || extension instanceof PricingModel;
        }

        @Override
        public Optional<DataSource> source(LoadedPlugins loaded) {
            return byId(loaded, source);
        }

        @Override
        public DataSource toFollow(DataSource own, LoadedPlugins loaded) {
            return new RelayedSource(
                    own,
                    id ->
                            byId(loaded, id)
                                    .orElseThrow(() ->
                                            new IllegalArgumentException(
                                                    "no plugin brings the source '" + id + "'")));
        }

        @Override
        public List<PatternSetting> detectors(PatternCatalog patterns) throws IOException {
            PatternFile read = PatternFile.read(configDirectory, patterns);
            read.problems().forEach(problem -> notices.println("pattern left out: " + problem));
            return read.settings();
        }
    }

    private static Optional<DataSource> byId(LoadedPlugins loaded, String id) {
        return loaded.extensions(DataSource.class).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    Scanner.Guests guests(DataSource source, SourceRequest request, List<Notifier> notifiers) {
        return new Scanner.Guests(
                source, request, computing(), patternFile.settings(), notifiers, pluginLoader());
    }

    /** Whether a run writes snapshots. */
    enum Snapshots {
        AS_CONFIGURED,
        NONE
    }

    /**
     * {@return how a scanner is to run, by the configuration}
     *
     * @param directory where journal and snapshots lie
     */
    ScannerSettings settings(
            Path directory,
            ScannerSettings.Start start,
            ScannerSettings.Clock clock,
            Snapshots snapshots,
            ScannerSettings.Files files) {
        return new ScannerSettings(
                start,
                clock,
                new JournalSettings(
                        directory.resolve("journal"),
                        Duration.ofMillis(config.get(HostKeys.JOURNAL_SYNC_MS)),
                        config.get(HostKeys.JOURNAL_SEGMENT_MB) << 20,
                        config.get(HostKeys.JOURNAL_MAX_MB) << 20,
                        Integer.MAX_VALUE),
                directory.resolve("snapshots"),
                snapshots == Snapshots.NONE
                        ? Duration.ZERO
                        : Duration.ofSeconds(config.get(HostKeys.SNAPSHOT_INTERVAL_S)),
                Math.toIntExact(config.get(HostKeys.SNAPSHOT_KEEP)),
                new InboxSettings(
                        Integer.parseInt(config.get(HostKeys.INBOX_SLOTS)),
                        InboxSettings.USUAL.batchSlots(),
                        InboxSettings.USUAL.engineRecords()),
                home.path().resolve(config.get(HostKeys.RULE_DIRECTORY)),
                home.var().resolve("cache/rules"),
                home.var().resolve("rules"),
                this::calendar,
                timeframes(),
                ruleConfiguration,
                Duration.ofMillis(config.get(HostKeys.WATCHDOG_BUDGET_MS)),
                options(),
                Optional.of(home.path().resolve(config.get(HostKeys.WARMUP_CSV)))
                        .filter(Files::isDirectory),
                Math.toIntExact(config.get(HostKeys.WARMUP_DAYS)),
                Optional.of(home.path().resolve(config.get(OptionKeys.HISTORY_FILE))),
                files,
                ScannerSettings.Charts.NONE,
                Optional.empty());
    }

    private OptionSettings options() {
        var underlyings = new LinkedHashMap<String, String>();
        for (String pair : config.get(OptionKeys.UNDERLYINGS)) {
            int at = pair.indexOf('=');
            underlyings.put(pair.substring(0, at).strip(), pair.substring(at + 1).strip());
        }
        return new OptionSettings(
                config.get(OptionKeys.MODEL),
                config.get(OptionKeys.PRICE).equals("mid")
                        ? OptionSettings.Price.MID
                        : OptionSettings.Price.LAST,
                config.get(OptionKeys.MAX_AGE_S) * 1000,
                config.get(OptionKeys.MAX_SPREAD),
                Math.toIntExact(config.get(OptionKeys.MAX_SPREAD_TICKS)),
                config.get(OptionKeys.TIME).equals("calendar")
                        ? OptionSettings.Time.CALENDAR
                        : OptionSettings.Time.TRADING,
                Math.toIntExact(config.get(OptionKeys.TRADING_MINUTES)),
                Math.toIntExact(config.get(OptionKeys.EXPIRY_MINUTE)),
                config.get(OptionKeys.RATE),
                Math.toIntExact(config.get(OptionKeys.NEAR_STRIKES)),
                config.get(OptionKeys.CADENCE_MS),
                Math.toIntExact(config.get(OptionKeys.HISTORY_DAYS)),
                config.get(OptionKeys.PARITY_TOLERANCE),
                config.get(OptionKeys.COMPUTE).equals("all")
                        ? OptionSettings.Compute.ALL
                        : OptionSettings.Compute.READ,
                underlyings);
    }

    /** {@return the calendar of a market, from its instruments' segments and exchanges} */
    Path calendar(List<Instrument> instruments) {
        Map<String, List<Instrument>> byCalendar =
                instruments.stream()
                        .collect(
                                Collectors.groupingBy(each ->
                                        config.calendarOf(each.exchange(), each.segment())));
        if (byCalendar.size() > 1) {
            throw new CommandFailed(
                    "one run has one session calendar, but calendars.of gives "
                            + byCalendar.entrySet().stream()
                                    .map(e -> e.getKey() + " for " + e.getValue().getFirst().id())
                                    .collect(Collectors.joining(" and "))
                            + ": give them one, or run them apart");
        }
        Path directory = home.path().resolve(config.get(HostKeys.CALENDAR_DIRECTORY));
        String name =
                byCalendar.isEmpty()
                        ? config.get(HostKeys.CALENDAR_DEFAULT)
                        : byCalendar.keySet().iterator().next();
        Path file = directory.resolve(name + ".yaml");
        if (!Files.exists(file)) {
            throw new CommandFailed(
                    "no calendar '" + name + "': " + directory + " has " + calendars(directory));
        }
        return file;
    }

    private static String calendars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException e) {
            return "nothing that can be read";
        }
    }

    @Override
    public void close() {
        plugins.close();
    }
}
