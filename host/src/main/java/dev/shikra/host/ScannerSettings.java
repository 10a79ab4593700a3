package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.option.OptionSettings;
import dev.shikra.host.projection.redis.RedisSettings;
import dev.shikra.host.rule.RuleConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a scanner is to run.
 *
 * @param start whether it begins anew or goes on where its journal ends
 * @param clock where time comes from
 * @param journal where the journal lies and how much of it is kept
 * @param snapshots directory of the snapshots
 * @param snapshotEvery of event time; zero: none
 * @param snapshotsKept how many stay, {@code >= 1}
 * @param inbox the ring's bounds
 * @param rules directory of the rules
 * @param parsedRules directory where parsed rules are kept between starts
 * @param ruleVersions directory where every version of every rule is kept
 * @param calendar gives the session calendar's file for the source's instruments
 * @param timeframes bars to build, ascending from one minute
 * @param ruleConfiguration what configuration gives to rules
 * @param ruleBudget CPU time that a rule may take at one batch
 * @param options how options are priced
 * @param historyFiles folder of bars of the past, CSV
 * @param historyDays most calendar days of bars that the source is asked for; 0: none
 * @param volatilities file of volatilities of past sessions; a service adds to it
 * @param files to write
 * @param charts what is kept of closed bars for charts
 * @param redis what to show of it there, if anything
 */
public record ScannerSettings(
        Start start,
        Clock clock,
        JournalSettings journal,
        Path snapshots,
        Duration snapshotEvery,
        int snapshotsKept,
        InboxSettings inbox,
        Path rules,
        Path parsedRules,
        Path ruleVersions,
        Function<List<Instrument>, Path> calendar,
        List<Timeframe> timeframes,
        RuleConfiguration ruleConfiguration,
        Duration ruleBudget,
        OptionSettings options,
        Optional<Path> historyFiles,
        int historyDays,
        Optional<Path> volatilities,
        Files files,
        Charts charts,
        Optional<RedisSettings> redis) {
    /**
     * What is kept of closed bars for charts.
     *
     * @param barsKept at most, of each instrument and timeframe
     * @param megabytes of memory for all of them
     */
    public record Charts(int barsKept, int megabytes) {
        /** Nobody looks on. */
        public static final Charts NONE = new Charts(0, 0);
    }

    /**
     * Files to write, each if asked for.
     *
     * @param signals JSON lines of all signals
     * @param alerts JSON lines of all alerts
     * @param capture frames as received
     */
    public record Files(Optional<Path> signals, Optional<Path> alerts, Optional<Path> capture) {
        /** No files. */
        public static final Files NONE =
                new Files(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** How a scanner begins. */
    public enum Start {
        /** With an empty journal: what an earlier run left is deleted. */
        ANEW,
        /**
         * Where the journal ends; with an empty one, anew. Other instruments, plugins or timeframes
         * are an error.
         */
        RESUME,
        /**
         * Where the journal ends; with other instruments, plugins or timeframes it is set aside and
         * a new one begun.
         */
        RESUME_OR_SET_ASIDE
    }

    /** Where time comes from. */
    public sealed interface Clock {
        /** From the frames alone: recorded data. */
        record Recorded() implements Clock {}

        /**
         * From a clock too: seconds pass without frames.
         *
         * @param time the market's: the machine's, or a simulated exchange's
         * @param every how often, by the machine's clock, to look at it
         */
        record Running(InstantSource time, Duration every) implements Clock {}
    }

    public ScannerSettings {
        timeframes = List.copyOf(timeframes);
    }

    /** {@return the same without bars and volatilities of the past} */
    public ScannerSettings withoutHistory() {
        return with(Optional.empty(), 0, Optional.empty(), files, charts, redis);
    }

    /** {@return the same, with bars of the past from the source alone} */
    public ScannerSettings withoutHistoryFiles() {
        return with(Optional.empty(), historyDays, volatilities, files, charts, redis);
    }

    /** {@return the same, with closed bars kept for charts} */
    public ScannerSettings withCharts(Charts kept) {
        return with(historyFiles, historyDays, volatilities, files, kept, redis);
    }

    /**
     * {@return these settings with Redis} What it shows of signals and alerts comes from their
     * files: those that nobody asked for lie beside the journal.
     */
    public ScannerSettings withRedis(RedisSettings settings) {
        Path beside = journal.directory();
        var written =
                new Files(
                        files.signals()
                                .or(() -> Optional.of(beside.resolveSibling("signals.jsonl"))),
                        files.alerts().or(() -> Optional.of(beside.resolveSibling("alerts.jsonl"))),
                        files.capture());
        return with(
                historyFiles, historyDays, volatilities, written, charts, Optional.of(settings));
    }

    private ScannerSettings with(
            Optional<Path> pastFiles,
            int pastDays,
            Optional<Path> pastVolatilities,
            Files written,
            Charts kept,
            Optional<RedisSettings> shown) {
        return new ScannerSettings(
                start,
                clock,
                journal,
                snapshots,
                snapshotEvery,
                snapshotsKept,
                inbox,
                rules,
                parsedRules,
                ruleVersions,
                calendar,
                timeframes,
                ruleConfiguration,
                ruleBudget,
                options,
                pastFiles,
                pastDays,
                pastVolatilities,
                written,
                kept,
                shown);
    }
}
