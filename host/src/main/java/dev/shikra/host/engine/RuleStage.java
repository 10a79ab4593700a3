package dev.shikra.host.engine;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.host.desk.Desk;
import dev.shikra.host.desk.FilterRun;
import dev.shikra.host.desk.RunLedger;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.PastKeys;
import dev.shikra.host.feature.RowSet;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs pattern detectors and then pattern rules over rows that changed, and decides which matches
 * are signals. A run whose output was voided or that failed counts for nothing: signals and edges
 * are as if it had not been. Owned by the engine thread.
 */
final class RuleStage {
    /** Takes a match that is a signal. */
    interface Signals {
        void fired(PatternRun rule, int match, int row);
    }

    /**
     * A version that takes over when what it is the first to read has warmed.
     *
     * @param keys what that is, and bars tell; with what an earlier version waited for in vain
     */
    record Waiting(Active next, List<FeatureKey> keys) {
        Waiting {
            keys = List.copyOf(keys);
        }
    }

    static final class Active {
        final String file;
        final RunLedger.Page page;
        final String content;
        final boolean detector;
        final @Nullable PatternRun pattern;
        final @Nullable FilterRun filter;
        final BitSet within;
        final RowSet covered;
        RowSet wasTrue;
        RowSet fired;

        Active(String file, String content, RuleBinder.Bound bound, List<Instrument> instruments) {
            this.file = file;
            page = new RunLedger.Page(file);
            this.content = content;
            detector = bound instanceof RuleBinder.Bound.Detector;
            pattern =
                    switch (bound) {
                        case RuleBinder.Bound.Detector(PatternRun run) -> run;
                        case RuleBinder.Bound.Pattern(PatternRun run) -> run;
                        case RuleBinder.Bound.Filter filtering -> null;
                    };
            filter = bound instanceof RuleBinder.Bound.Filter(FilterRun run) ? run : null;
            covered = new RowSet(instruments.size());
            wasTrue = new RowSet(instruments.size());
            fired = new RowSet(instruments.size());
            within = pattern == null ? new BitSet() : pattern.covered(instruments);
            cover();
        }

        /** Looks at liquidity anew. */
        void cover() {
            covered.clear();
            for (int row = within.nextSetBit(0);
                    pattern != null && row >= 0;
                    row = within.nextSetBit(row + 1)) {
                if (pattern.liquid(row)) {
                    covered.add(row);
                }
            }
        }
    }

    private final List<Instrument> instruments;
    private final FeaturePlan features;
    private final RuleBinder binder;
    private final Desk desk;
    private final EngineOutput output;
    private final EngineCounters counters;

    private final Map<String, Active> active = new TreeMap<>();
    private final List<RuleCommand> history = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final RunLedger ledger;
    private Active[] tickRules = {};
    private final Map<Timeframe, Active[]> barRules = new TreeMap<>();
    private final int[] rows;

    RuleStage(
            List<Instrument> instruments,
            FeaturePlan features,
            RuleBinder binder,
            RunLedger ledger,
            Desk desk,
            EngineOutput output,
            EngineCounters counters) {
        this.instruments = instruments;
        this.features = features;
        this.binder = binder;
        this.ledger = ledger;
        this.desk = desk;
        this.output = output;
        this.counters = counters;
        rows = new int[instruments.size()];
    }

    /** {@return rule file to hash of the content that runs} */
    Map<String, String> active() {
        var contents = new TreeMap<String, String>();
        active.forEach((file, rule) -> contents.put(file, rule.content));
        return contents;
    }

    /** {@return the rule files that rest until the next session or until they are edited} */
    java.util.Set<String> resting() {
        var files = new java.util.TreeSet<String>();
        active.forEach((file, rule) -> {
            if (rule.page.rests()) {
                files.add(file);
            }
        });
        return files;
    }

    /** Adds the instruments that any pattern looks at, whether liquid now or not. */
    void cover(BitSet rows) {
        active.values().forEach(each -> rows.or(each.within));
        waiting.forEach(each -> rows.or(each.next.within));
    }

    boolean anyAtTicks() {
        return tickRules.length > 0;
    }

    /**
     * Carries out a command; a version that can't be bound is refused, and the one before goes on.
     */
    void command(RuleCommand command) {
        switch (command) {
            case RuleCommand.Activate(String file, String content) -> {
                List<FeatureKey> dropped = drop(file);
                if (runs(file, content)) {
                    if (!dropped.isEmpty()) {
                        history.add(command);
                    }
                    return;
                }
                Active next = bound(file, content);
                if (next != null) {
                    activate(next);
                }
            }
            case RuleCommand.Prepare(String file, String content) -> prepare(file, content);
            case RuleCommand.Retire(String file) -> {
                boolean waited = waiting.stream().anyMatch(each -> each.next.file.equals(file));
                drop(file);
                if (active.remove(file) == null && !waited) {
                    return;
                }
                history.add(command);
                arrange();
            }
            case RuleCommand.UsePlugins use -> {
                usePlugins(use);
                history.add(command);
                arrange();
            }
            case RuleCommand.SwapSource swap -> binder.sourceSwapped();
        }
    }

    private boolean runs(String file, String content) {
        Active now = active.get(file);
        return now != null && now.content.equals(content);
    }

    private void prepare(String file, String content) {
        boolean waited = waiting.stream().anyMatch(each -> each.next.file.equals(file));
        List<FeatureKey> dropped = drop(file);
        if (runs(file, content)) {
            if (waited) { // the one that waited has its slots: what runs again comes after it
                history.add(new RuleCommand.Activate(file, content));
            }
            return;
        }
        int known = features.keys().size();
        Active next = bound(file, content);
        if (next == null) {
            return;
        }
        List<FeatureKey> keys = features.keys();
        var cold = new LinkedHashSet<FeatureKey>(dropped);
        keys.subList(known, keys.size()).stream().filter(PastKeys::fromBars).forEach(cold::add);
        if (cold.isEmpty() && waiting.isEmpty()) {
            activate(next);
        } else {
            waiting.addLast(new Waiting(next, List.copyOf(cold)));
        }
    }

    /** Forgets a version that waits. {@return what it waited for} */
    private List<FeatureKey> drop(String file) {
        var keys = new ArrayList<FeatureKey>();
        waiting.removeIf(each -> each.next.file.equals(file) && keys.addAll(each.keys));
        waiting.removeIf(each -> each.next.file.equals(file));
        return keys;
    }

    /** {@return the version that is to warm next; null if none waits} */
    @Nullable Waiting waiting() {
        return waiting.peekFirst();
    }

    /** A version that waited takes over. */
    void take(Waiting ready) {
        waiting.remove(ready);
        activate(ready.next);
        output.tookOver(ready.next.file, ready.keys.size());
    }

    /** {@return the version, with its slots; null if it can't run here, which is said} */
    private @Nullable Active bound(String file, String content) {
        java.nio.ByteBuffer before = features.rows().memory();
        Active next = null;
        try {
            next = new Active(file, content, binder.bind(file, content, features), instruments);
        } catch (IllegalArgumentException e) {
            output.refused(file, String.valueOf(e.getMessage()));
        }
        // Also one that failed may have asked for slots, which a restored engine must lay out too.
        history.add(new RuleCommand.Activate(file, content));
        if (features.rows().memory().capacity() != before.capacity()) {
            binder.memoryMoved(features);
        }
        return next;
    }

    private void activate(Active next) {
        Active old = active.get(next.file);
        if (old != null
                && old.pattern != null
                && next.pattern != null
                && old.pattern.every().equals(next.pattern.every())) {
            next.wasTrue = old.wasTrue;
            next.fired = old.fired;
        } else if (old != null && old.pattern != null) {
            output.stateLost(
                    next.file,
                    "what was true and what has fired this session begins anew, since it now runs"
                            + (next.pattern == null
                                    ? " as a filter"
                                    : " every "
                                            + next.pattern
                                                    .every()
                                                    .map(Timeframe::toString)
                                                    .orElse("tick")
                                            + ", not every "
                                            + old.pattern
                                                    .every()
                                                    .map(Timeframe::toString)
                                                    .orElse("tick")));
        }
        active.put(next.file, next);
        arrange();
    }

    /**
     * Rules go on; studies that other code makes begin anew, and so does each detector that is
     * bound anew.
     */
    private void usePlugins(RuleCommand.UsePlugins use) {
        features.use(binder.use(use.plugins()));
        var before = new TreeMap<>(active);
        active.values().removeIf(rule -> rule.detector);
        use.detectors()
                .forEach((file, content) -> {
                    try {
                        var next =
                                new Active(
                                        file,
                                        content,
                                        binder.bind(file, content, features),
                                        instruments);
                        Active old = before.get(file);
                        if (old != null && old.content.equals(content)) {
                            next.wasTrue = old.wasTrue;
                            next.fired = old.fired;
                        }
                        active.put(file, next);
                    } catch (IllegalArgumentException e) {
                        output.refused(file, String.valueOf(e.getMessage()));
                    }
                });
    }

    private void arrange() {
        barRules.clear();
        var atTicks = new ArrayList<Active>();
        var atBars = new TreeMap<Timeframe, List<Active>>();
        var filters = new ArrayList<Desk.Filter>();
        var ordered = new ArrayList<>(active.values());
        ordered.sort(Comparator.comparing((Active rule) -> !rule.detector)); // stable: then by name
        for (Active rule : ordered) {
            if (rule.filter != null) {
                filters.add(new Desk.Filter(rule.page, rule.filter));
            } else if (rule.pattern != null) {
                Optional<Timeframe> every = rule.pattern.every();
                every.map(t -> atBars.computeIfAbsent(t, k -> new ArrayList<>()))
                        .orElse(atTicks)
                        .add(rule);
            }
        }
        tickRules = atTicks.toArray(new Active[0]);
        atBars.forEach((timeframe, rules) -> barRules.put(timeframe, rules.toArray(new Active[0])));
        desk.setFilters(filters);
    }

    /** Runs the rules of a timeframe over the instruments whose bar closed. */
    void barsClosed(Timeframe timeframe, RowSet closed, long seq, Signals signals) {
        Active[] rules = barRules.get(timeframe);
        if (rules != null) {
            for (Active rule : rules) {
                run(rule, closed, seq, signals);
            }
        }
    }

    /** Runs the tick rules over the instruments that a frame touched. */
    void ticked(RowSet touched, long seq, Signals signals) {
        for (Active rule : tickRules) {
            run(rule, touched, seq, signals);
        }
    }

    private void run(Active rule, RowSet touched, long seq, Signals signals) {
        PatternRun pattern = java.util.Objects.requireNonNull(rule.pattern);
        int count = 0;
        for (int row = touched.next(0); row >= 0; row = touched.next(row + 1)) {
            if (rule.covered.contains(row)) {
                rows[count++] = row;
            }
        }
        if (count == 0) {
            return;
        }
        if (rule.page.rests()) {
            return;
        }
        if (!ledger.begin(rule.page, seq)) {
            strike(rule, Desk.STOPPED);
            return;
        }
        int matches = pattern.run(rows, count);
        if (matches < 0) {
            if (matches == PatternRun.VOIDED) {
                output.voided(rule.file, seq, rule.page.run());
            }
            strike(rule, matches == PatternRun.VOIDED ? Desk.STOPPED : pattern.failure());
            return;
        }
        int match = 0;
        for (int k = 0; k < count; k++) {
            int row = rows[k];
            if (match < matches && pattern.row(match) == row) {
                if (fires(rule, pattern, row)) {
                    signals.fired(pattern, match, row);
                }
                rule.wasTrue.add(row);
                match++;
            } else {
                rule.wasTrue.remove(row);
            }
        }
    }

    private void strike(Active rule, String reason) {
        counters.voids++;
        int strikes = rule.page.strike();
        output.struck(rule.file, strikes, rule.page.rests(), reason);
    }

    private static boolean fires(Active rule, PatternRun pattern, int row) {
        return switch (pattern.fires()) {
            case EACH -> true;
            case EDGE -> !rule.wasTrue.contains(row);
            case ONCE -> {
                boolean first = !rule.fired.contains(row);
                rule.fired.add(row);
                yield first;
            }
        };
    }

    /**
     * An instrument knows more of its past than before: what is true of it now is no news. Rules
     * run silently; detectors do not, since a run is a bar to them.
     */
    void settle(int row, long seq) {
        var one = new RowSet(instruments.size());
        one.add(row);
        for (Active[] rules : barRules.values()) {
            for (Active rule : rules) {
                if (!rule.detector) {
                    run(rule, one, seq, UNHEARD);
                }
            }
        }
        for (Active rule : tickRules) {
            run(rule, one, seq, UNHEARD);
        }
    }

    private static final Signals UNHEARD = (rule, match, row) -> {};

    /** A new session: edges, once-a-session and strikes begin anew. */
    void sessionBegins() {
        for (Active rule : active.values()) {
            rule.cover();
            rule.wasTrue.clear();
            rule.fired.clear();
            rule.page.setStrikes(0);
        }
    }

    /**
     * Writes the commands that led here, so that a restored engine lays out its rows alike, and the
     * edges.
     */
    void write(StateWriter out) {
        out.putInt(history.size());
        for (RuleCommand command : history) {
            out.putBytes(command.encode());
        }
    }

    /** Carries out the commands again. */
    void read(StateReader in) {
        for (int n = in.getInt(); n > 0; n--) {
            command(RuleCommand.decode(new StateReader(in.getBytes())));
        }
    }

    void writeEdges(StateWriter out) {
        out.putInt(active.size());
        active.forEach((file, rule) -> {
            out.putString(file);
            out.putString(rule.content);
            out.putLongs(rule.wasTrue.words());
            out.putLongs(rule.fired.words());
            out.putInt(rule.page.strikes());
        });
    }

    void readEdges(StateReader in) {
        int n = in.getInt();
        if (n != active.size()) {
            throw new StateReader.StateException(n + " rules where " + active.size() + " run");
        }
        for (; n > 0; n--) {
            String file = in.getString();
            String content = in.getString();
            Active rule = active.get(file);
            if (rule == null || !rule.content.equals(content)) {
                throw new StateReader.StateException("rule " + file + " runs in another version");
            }
            rule.wasTrue.set(in.getLongs());
            rule.fired.set(in.getLongs());
            rule.page.setStrikes(in.getInt());
            rule.cover();
        }
    }
}
