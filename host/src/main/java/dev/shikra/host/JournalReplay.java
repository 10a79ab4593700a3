package dev.shikra.host;

import dev.shikra.api.source.DataSource;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.control.BarHistory;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.journal.SnapshotStore;
import dev.shikra.host.journal.StateWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs a journal through the engine again, from its first record: with the instruments, the
 * calendar and the rule versions that it holds, whatever the configuration says now. Nothing is
 * written but the files asked for, and nobody is told; the journal is only read.
 */
public final class JournalReplay {
    private final Function<String, DataSource> sources;
    private final PluginSet installed;
    private final PluginLoader loader;
    private final Path scratch;

    /**
     * @param sources gives the source of an id, whose decoder reads the journal's frames
     * @param installed what is at hand, for a journal whose own plugins can't be had: they may
     *     compute something else, which is said
     * @param loader loads the plugins that are kept beside the journal
     * @param scratch an empty directory for what a run needs meanwhile
     */
    public JournalReplay(
            Function<String, DataSource> sources,
            PluginSet installed,
            PluginLoader loader,
            Path scratch) {
        this.sources = sources;
        this.installed = installed;
        this.loader = loader;
        this.scratch = scratch;
    }

    /**
     * Replays a journal.
     *
     * @param files alert and signal files to write
     * @param listener hears of alerts and of what a person should know
     * @throws IOException if the journal can't be read
     * @throws IllegalArgumentException if there is no journal
     */
    public RunSummary run(Path journal, ScannerSettings.Files files, ScannerListener listener)
            throws IOException {
        RunHeader first =
                Recovery.firstHeader(journal)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        journal
                                                + " is no journal: it holds no record of a session"));
        Path kept = journal.resolve("contents");
        var contents = new ContentStore(kept);
        var instruments = RunHeader.decodeInstruments(contents.get(first.instruments()));
        contents.get(first.calendar()); // checks that it is what was kept
        SessionCalendar calendar = SessionCalendar.load(kept.resolve(first.calendar()));
        DataSource source = sources.apply(first.source());
        Path noRules = Files.createDirectories(scratch.resolve("rules"));
        long start = System.nanoTime();
        try (var sets = new PluginSets(contents, loader);
                var projection = new Projection(files.signals(), files.alerts(), listener);
                var rules =
                        new LiveRules(
                                noRules,
                                scratch.resolve("parsed"),
                                Duration.ofMinutes(1),
                                installed.studies(),
                                contents,
                                listener)) {
            rules.obeyJournal();
            sets.stand(installed.hash(), installed);
            try {
                sets.of(first.plugins());
            } catch (IOException e) {
                listener.notice(
                        "the journal was written with other plugins, which can't be had any more ("
                                + e.getMessage()
                                + "): what those at hand compute may differ");
                sets.stand(first.plugins(), installed);
            }
            var bound = new LivePatterns(sets, installed, List.of(), contents, rules);
            var outputs =
                    new EngineOutputs(
                            instruments,
                            List.of(),
                            projection,
                            BarHistory.none(),
                            Optional.empty(),
                            listener,
                            ScannerProbe.NONE);
            Engine engine =
                    new Recovery(
                                    first,
                                    calendar,
                                    instruments,
                                    source.decoder(instruments),
                                    bound,
                                    bound,
                                    outputs,
                                    projection,
                                    listener)
                            .recover(journal, new SnapshotStore(scratch.resolve("snapshots"), 1));
            double seconds = (System.nanoTime() - start) / 1e9;
            var state = new StateWriter();
            engine.write(state);
            return RunSummary.of(
                    engine.counters(),
                    0,
                    seconds,
                    Double.NaN,
                    ContentStore.sha256(state.toBytes()));
        }
    }
}
