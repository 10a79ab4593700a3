package dev.shikra.host.cli;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.pattern.PatternFactory;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.host.Scanner;
import dev.shikra.host.ScannerSettings;
import dev.shikra.host.config.Config;
import dev.shikra.host.config.ConfigException;
import dev.shikra.host.config.HostKeys;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.pattern.PatternCatalog;
import dev.shikra.host.pattern.PatternFile;
import dev.shikra.host.plugin.PluginSetup;
import dev.shikra.host.plugin.Plugins;
import dev.shikra.host.study.StudyCatalog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Plugins plugins;
    private final StudyCatalog studies;
    private final PatternCatalog patterns;
    private final PatternFile patternFile;

    private Installation(HomeDirectory home, Path configDirectory, Config config, Plugins plugins)
            throws IOException {
        this.home = home;
        this.config = config;
        this.plugins = plugins;
        studies = new StudyCatalog(plugins.extensions(StudyFactory.class));
        patterns = new PatternCatalog(plugins.extensions(PatternFactory.class));
        patternFile = PatternFile.read(configDirectory, patterns);
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
            Plugins plugins =
                    Plugins.load(
                            new PluginSetup(home.var(), home.bundledPlugins(), sections, console));
            plugins.problems()
                    .forEach(problem -> notices.println("plugin left out: " + problem.message()));
            var opened = new Installation(home, configDirectory, config, plugins);
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

    StudyCatalog studies() {
        return studies;
    }

    PatternCatalog patterns() {
        return patterns;
    }

    /** {@return the bars to build: the configured timeframes, and one minute in any case} */
    List<Timeframe> timeframes() {
        var all = new TreeSet<Timeframe>();
        all.add(Timeframe.M1);
        config.get(HostKeys.TIMEFRAMES).forEach(name -> all.add(Timeframe.parse(name)));
        return List.copyOf(all);
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
     * @throws CommandFailed if one of {@code ids} is not installed
     */
    List<Notifier> notifiers(List<String> ids) {
        List<Notifier> installed = plugins.extensions(Notifier.class);
        var chosen = new ArrayList<Notifier>();
        for (String id : ids) {
            chosen.add(
                    installed.stream()
                            .filter(notifier -> notifier.id().equals(id))
                            .findFirst()
                            .orElseThrow(() ->
                                    new CommandFailed(
                                            "no plugin brings the notifier '"
                                                    + id
                                                    + "': there are "
                                                    + installed.stream()
                                                            .map(Notifier::id)
                                                            .sorted()
                                                            .collect(Collectors.joining(", ")))));
        }
        return chosen;
    }

    Scanner.Guests guests(DataSource source, SourceRequest request, List<Notifier> notifiers) {
        return new Scanner.Guests(
                source,
                request,
                studies,
                patterns,
                patternFile.settings(),
                notifiers,
                plugins.pluginHash());
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
                this::calendar,
                timeframes(),
                Duration.ofMillis(config.get(HostKeys.WATCHDOG_BUDGET_MS)),
                Optional.of(home.path().resolve(config.get(HostKeys.WARMUP_CSV)))
                        .filter(Files::isDirectory),
                Math.toIntExact(config.get(HostKeys.WARMUP_DAYS)),
                files);
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
