package dev.shikra.host;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.control.RuleQuestion;
import dev.shikra.host.control.RuleReason;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.rule.RuleConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Says why a rule did or did not fire: runs the journal up to a moment in an engine of its own,
 * from the newest snapshot before it, and looks at what the rule's kernel saw. The journal is only
 * read. One thread at a time; the live engine knows nothing of it.
 */
public final class RuleWhy {
    private final Function<String, DataSource> sources;
    private final Supplier<PluginSet> plugins;

    /**
     * @param sources gives the source of an id, whose decoder reads the journal's frames
     * @param plugins gives the plugins at hand: a rule is explained with them, whichever ran then
     */
    public RuleWhy(Function<String, DataSource> sources, Supplier<PluginSet> plugins) {
        this.sources = sources;
        this.plugins = plugins;
    }

    /**
     * Answers from a journal that no scanner of this process writes.
     *
     * @param snapshots directory of the journal's snapshots; need not exist
     * @param parsed directory where parsed rules are kept
     * @param scratch an empty directory
     * @throws IllegalArgumentException if the journal does not know the rule or the instrument
     * @throws IOException if the journal can't be read
     */
    public RuleReason answer(
            Path journal, Path snapshots, Path parsed, Path scratch, RuleQuestion question)
            throws IOException {
        Path none = Files.createDirectories(scratch.resolve("rules"));
        header(journal); // says what is wrong before anything is made
        try (var rules =
                new LiveRules(
                        none,
                        parsed,
                        RuleConfiguration.NONE,
                        Duration.ofMinutes(1),
                        plugins.get().studies(),
                        new ContentStore(journal.resolve("contents")),
                        new ScannerListener() {})) {
            return answer(journal, snapshots, rules, question);
        }
    }

    private static RunHeader header(Path journal) throws IOException {
        return Recovery.firstHeader(journal)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                journal + " is no journal: it holds no record of a session"));
    }

    /**
     * Answers with rules that are loaded already.
     *
     * @param rules whose versions the journal names
     * @throws IllegalArgumentException if the journal does not know the rule or the instrument
     * @throws IOException if the journal can't be read
     */
    RuleReason answer(Path journal, Path snapshots, LiveRules rules, RuleQuestion question)
            throws IOException {
        long from = System.nanoTime();
        RunHeader first = header(journal);
        Path kept = journal.resolve("contents");
        var contents = new ContentStore(kept);
        List<Instrument> instruments =
                RunHeader.decodeInstruments(contents.get(first.instruments()));
        SessionCalendar calendar = SessionCalendar.load(kept.resolve(first.calendar()));
        int row = row(instruments, question.instrument());
        PluginSet atHand = plugins.get();
        try (var sets = new PluginSets(contents, PluginLoader.NONE);
                var look =
                        new WhyLook(
                                question,
                                row,
                                new WhyLook.Ground(
                                        first,
                                        calendar,
                                        instruments,
                                        sources.apply(first.source()),
                                        atHand.studies(),
                                        atHand.models()),
                                rules,
                                new LivePatterns(sets, atHand, List.of(), contents, rules))) {
            return look.answer(journal, snapshots, from);
        }
    }

    private static int row(List<Instrument> instruments, String asked) {
        for (int row = 0; row < instruments.size(); row++) {
            Instrument each = instruments.get(row);
            if (each.id().equals(asked) || each.symbol().equals(asked)) {
                return row;
            }
        }
        throw new IllegalArgumentException(
                "the journal has no instrument '"
                        + asked
                        + "': write its symbol, for example "
                        + instruments.getFirst().id());
    }
}
