package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.host.bar.BarBook;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.PastDepth;
import dev.shikra.host.feature.PastKeys;
import dev.shikra.host.feature.RowCopy;
import dev.shikra.host.feature.StateBlocks;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Joins bars of the past to the market that runs. It keeps the newest closed minutes of each
 * instrument, and does two things with them, both in a second structure and both only at history
 * records, a bounded part at each:
 *
 * <ul>
 *   <li><b>Join.</b> An instrument's history comes in records. Its bars and those that the market
 *       gave run through the instrument's bars, studies and look-backs from nothing, and at the
 *       join take the place of what began cold. A minute that the market gave is never taken from
 *       history.
 *   <li><b>Warm aside.</b> The inputs that a rule's new version is the first to read run over the
 *       kept minutes, and then the version takes over.
 * </ul>
 *
 * Owned by the engine thread.
 */
final class PastStage {
    /** Work that one record may do: about a millisecond of compiled code. */
    private static final int STEP = 3_000;

    /** Memory for closed minutes of all instruments. */
    static final int MEGABYTES = 32;

    /** Work of a bar beside its studies. */
    private static final int BAR = 4;

    private final List<Instrument> instruments;
    private final List<Timeframe> timeframes;
    private final SessionCalendar calendar;
    private final Aside.Kit kit;
    private final StateBlocks blocks;
    private final BarBook bars;
    private final FeaturePlan features;
    private final InstrumentReferences references;
    private final RuleStage rules;
    private final SessionClock sessions;
    private final EngineOutput output;
    private final int kept;
    private final MinuteSeries[] minutes;

    /** Pages of minutes that a state under way still has to read. */
    private final AtomicInteger lent = new AtomicInteger();

    private final long[] knownFromMs;
    private final long[] joinedAt;

    /** By text of a study on a timeframe: where its bars began when it warmed aside. */
    private final Map<String, PastView.Since> since = new TreeMap<>();

    private @Nullable Joining joining;
    private @Nullable Warming warming;
    private long changes;

    /**
     * Joins and inputs taken over so far. They are told apart by it and not by seq: what stands
     * between them, such as outcomes of deliveries, is no part of what the engine knows.
     */
    private long turns;

    PastStage(
            List<Instrument> instruments,
            List<Timeframe> timeframes,
            Aside.Kit kit,
            StateBlocks blocks,
            BarBook bars,
            FeaturePlan features,
            RuleStage rules,
            SessionClock sessions,
            EngineOutput output) {
        this.instruments = instruments;
        this.timeframes = timeframes;
        this.calendar = kit.calendar();
        this.kit = kit;
        this.blocks = blocks;
        this.bars = bars;
        this.features = features;
        this.references = kit.references().apply(instruments);
        this.rules = rules;
        this.output = output;
        this.sessions = sessions;
        kept = minutesKept(instruments.size());
        minutes = new MinuteSeries[instruments.size()];
        Arrays.setAll(minutes, row -> new MinuteSeries(kept, lent));
        knownFromMs = new long[instruments.size()];
        joinedAt = new long[instruments.size()];
    }

    /**
     * {@return closed minutes of each instrument that are kept: as many as {@value #MEGABYTES} MB
     * hold, but 128 to 4,096} No setting, since what warms aside depends on it and a replay must do
     * the same.
     */
    static int minutesKept(int instruments) {
        long bars = ((long) MEGABYTES << 20) / MinuteSeries.BYTES_A_BAR / Math.max(1, instruments);
        return (int) Math.clamp(bars, 128, 4_096);
    }

    /** A minute's bar closed. */
    void closed(int row, Bar bar) {
        minutes[row].add(bar);
        if (knownFromMs[row] == 0) {
            knownFromMs[row] = bar.startMs;
            changes++;
        }
    }

    /** {@return whether something is under way that a snapshot can't hold} */
    boolean busy() {
        return joining != null || rules.waiting() != null;
    }

    /** {@return what is known of the past and what is needed, for others to read} */
    PastView view() {
        var covered = new BitSet();
        rules.cover(covered);
        List<FeatureKey> keys = features.keys();
        Set<String> names = new LinkedHashSet<>();
        keys.forEach(key -> PastKeys.references(key, names));
        var first = new BitSet();
        features.referenceRows().forEach(first::set);
        for (int row = covered.nextSetBit(0); row >= 0; row = covered.nextSetBit(row + 1)) {
            for (String name : names) {
                int other = references.row(row, name);
                if (other >= 0) {
                    first.set(other);
                }
            }
        }
        return new PastView(
                features.needs(),
                PastDepth.of(keys, features),
                covered,
                first,
                knownFromMs.clone(),
                joinedAt.clone(),
                Map.copyOf(since));
    }

    /** {@return the same with what is known now, while the rules stay} */
    PastView view(PastView before) {
        return before.with(knownFromMs.clone(), joinedAt.clone(), Map.copyOf(since));
    }

    /** {@return how often what is known of the past has changed} */
    long changes() {
        return changes;
    }

    void record(PastRecord record, long closedUpToMs, long seq) {
        switch (record) {
            case PastRecord.Bars(int row, double[] values) -> {
                if (row >= 0 && row < minutes.length && values.length > 0) {
                    bars(row, values, closedUpToMs);
                }
            }
            case PastRecord.Join(int row) -> {
                Joining join = joining;
                if (join != null && join.row == row) {
                    join.end(closedUpToMs, seq);
                }
                joining = null;
            }
            case PastRecord.Step() -> step(closedUpToMs);
        }
    }

    private void bars(int row, double[] values, long closedUpToMs) {
        Joining join = joining;
        if (join == null || join.row != row) {
            join = new Joining(row, (long) values[0]);
            joining = join;
        }
        join.bars(values, closedUpToMs);
    }

    /** {@return what bars tell of all that is computed} */
    private List<FeatureKey> told() {
        return features.keys().stream().filter(PastKeys::fromBars).toList();
    }

    /** The instruments that an instrument's features read, and itself. */
    private TreeSet<Integer> group(int row, List<FeatureKey> keys) {
        Set<String> names = new LinkedHashSet<>();
        keys.forEach(key -> PastKeys.references(key, names));
        var group = new TreeSet<Integer>();
        group.add(row);
        for (String name : names) {
            int other = references.row(row, name);
            if (other >= 0) {
                group.add(other);
            }
        }
        group.addAll(features.referenceRows());
        return group;
    }

    /** An instrument whose history is coming. */
    private final class Joining {
        final int row;
        private final List<FeatureKey> keys = told();
        private final MinuteSeries live;
        private final MinuteSeries joined = new MinuteSeries(kept, lent);
        private final Aside aside;
        private final int member;
        private final long fromMs;
        private final boolean complete;
        private final Bar bar = new Bar();
        private long cursor;
        private int given;

        Joining(int row, long firstMs) {
            this.row = row;
            live = minutes[row];
            var group = new ArrayList<>(group(row, keys));
            member = group.indexOf(row);
            aside = new Aside(kit, group.stream().map(instruments::get).toList(), timeframes, keys);
            for (int m = 0; m < group.size(); m++) {
                aside.read(m, m == member ? joined : minutes[group.get(m)]);
            }
            cursor = live.from();
            fromMs = live.isEmpty() ? firstMs : Math.min(firstMs, live.startMs(cursor));
            complete = live.from() == 0;
            aside.start(fromMs);
        }

        void bars(double[] values, long closedUpToMs) {
            for (int i = 0;
                    i + PastRecord.Bars.WIDTH <= values.length;
                    i += PastRecord.Bars.WIDTH) {
                long startMs = (long) values[i];
                takeLive(startMs);
                if (startMs <= 0 || joined.lastStartMs() >= startMs || !usable(values, i)) {
                    continue;
                }
                if (startMs >= closedUpToMs) {
                    open(startMs, values, i, closedUpToMs);
                    continue;
                }
                bar.startMs = startMs;
                bar.open = values[i + 1];
                bar.high = values[i + 2];
                bar.low = values[i + 3];
                bar.close = values[i + 4];
                bar.volume = values[i + 5] > 0 ? values[i + 5] : 0;
                bar.turnover = bar.typicalPrice() * bar.volume;
                bar.trades = 0;
                joined.add(bar);
                given++;
            }
            aside.run(joined.lastStartMs(), Integer.MAX_VALUE);
        }

        /** A minute that has not closed here yet closes with the market's, if that has none. */
        private void open(long startMs, double[] v, int i, long closedUpToMs) {
            if (startMs == closedUpToMs && sessions.openAt(startMs) != null) {
                PastStage.this.bars.minute(
                        row,
                        startMs,
                        v[i + 1],
                        v[i + 2],
                        v[i + 3],
                        v[i + 4],
                        Math.max(0, v[i + 5]));
                given++;
            }
        }

        /** What the market gave up to a minute, it included, comes before what history says. */
        private void takeLive(long untilMs) {
            cursor = Math.max(cursor, live.from());
            for (; cursor < live.to() && live.startMs(cursor) <= untilMs; cursor++) {
                live.read(cursor, bar);
                joined.add(bar);
            }
        }

        private static boolean usable(double[] v, int i) {
            double high = v[i + 2];
            double low = v[i + 3];
            return Math.floorMod((long) v[i], Engine.MINUTE_MS) == 0
                    && low > 0
                    && high >= low
                    && high < Double.POSITIVE_INFINITY
                    && v[i + 1] > 0
                    && v[i + 4] > 0;
        }

        void end(long closedUpToMs, long seq) {
            if (!complete && cursor == live.from() && joined.lastStartMs() < live.startMs(cursor)) {
                output.joined(row, 0, 0, "it came after the minutes that it would join had gone");
                return;
            }
            takeLive(Long.MAX_VALUE);
            aside.run(closedUpToMs, Integer.MAX_VALUE);
            aside.close(closedUpToMs);
            var copy = new RowCopy(aside.features(), aside.blocks(), features, blocks, keys);
            if (knowsLess(closedUpToMs)) {
                output.joined(row, 0, 0, "it reaches back less far than what is known without it");
                return;
            }
            copy.copyDay(member, row);
            copy.copy(member, row);
            bars.takeLonger(row, aside.bars(), member);
            minutes[row] = joined;
            knownFromMs[row] = fromMs;
            joinedAt[row] = ++turns;
            changes++;
            preview(closedUpToMs);
            rules.settle(row, seq);
            output.joined(row, fromMs, given, "");
        }

        /**
         * What has run for long keeps what it knows, unless history reaches back over all that the
         * features need.
         */
        private boolean knowsLess(long closedUpToMs) {
            if (complete || fromMs <= knownFromMs[row]) {
                return false;
            }
            Session needed = calendar.sessionAt(closedUpToMs - 1);
            PastDepth depth = PastDepth.of(features.keys(), features);
            for (int n = depth.sessions(calendar.barsPerSession(Timeframe.M1)); n > 0; n--) {
                needed = calendar.previous(needed);
            }
            return calendar.sessionAt(fromMs).openMs() > needed.openMs();
        }

        private void preview(long closedUpToMs) {
            Session session = sessions.openAt(closedUpToMs);
            for (int t = 0; session != null && t < timeframes.size(); t++) {
                if (features.previews(t)
                        && PastStage.this.bars.readForming(row, t, closedUpToMs, session, bar)) {
                    features.preview(t, row, bar);
                }
            }
        }
    }

    /** A rule's version whose new inputs warm. */
    private final class Warming {
        final RuleStage.Waiting of;
        private final Aside aside;
        private final int barsAStep;
        private final long fromMs;

        Warming(RuleStage.Waiting of, long closedUpToMs) {
            this.of = of;
            var read = new TreeSet<Timeframe>();
            read.add(timeframes.getFirst());
            of.keys().forEach(key -> PastKeys.timeframes(key, read));
            aside =
                    new Aside(
                            kit,
                            instruments,
                            timeframes.stream().filter(read::contains).toList(),
                            of.keys());
            for (int row = 0; row < minutes.length; row++) {
                aside.read(row, minutes[row]);
            }
            barsAStep = Math.max(16, STEP / (BAR + aside.features().keys().size()));
            fromMs = from(PastDepth.of(of.keys(), aside.features()), closedUpToMs);
            aside.start(fromMs);
        }

        /** The open of the session from which on bars are enough, or the first bar there is. */
        private long from(PastDepth depth, long closedUpToMs) {
            Session session = calendar.sessionAt(closedUpToMs - 1);
            for (int n = depth.sessions(calendar.barsPerSession(Timeframe.M1)); n > 0; n--) {
                session = calendar.previous(session);
            }
            long first = Long.MAX_VALUE;
            for (MinuteSeries each : minutes) {
                if (!each.isEmpty()) {
                    first = Math.min(first, each.startMs(each.from()));
                }
            }
            return Math.max(session.openMs(), Math.min(first, closedUpToMs));
        }

        /** {@return whether it is done} */
        boolean step(long closedUpToMs) {
            if (aside.run(closedUpToMs, barsAStep) >= barsAStep) {
                return false;
            }
            aside.close(closedUpToMs);
            var copy = new RowCopy(aside.features(), aside.blocks(), features, blocks, of.keys());
            for (int row = 0; row < minutes.length; row++) {
                copy.copy(row, row);
            }
            return true;
        }
    }

    private void step(long closedUpToMs) {
        RuleStage.Waiting first = rules.waiting();
        if (first == null) {
            warming = null;
            return;
        }
        if (first.keys().isEmpty() || empty()) {
            rules.take(first);
            return;
        }
        Warming work = warming;
        if (work == null || work.of != first) {
            work = new Warming(first, closedUpToMs);
            warming = work;
            return; // making it is work enough
        }
        if (work.step(closedUpToMs)) {
            warming = null;
            turns++;
            for (FeatureKey key : first.keys()) {
                if (key instanceof FeatureKey.StudyValue value) {
                    since.put(
                            PastView.name(value.spec(), value.on()),
                            new PastView.Since(work.fromMs, turns));
                }
            }
            changes++;
            rules.take(first);
        }
    }

    /** {@return whether there is no bar of the past} */
    boolean empty() {
        for (MinuteSeries each : minutes) {
            if (!each.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    void write(StateWriter out) {
        out.putLongs(knownFromMs);
        out.putLongs(joinedAt);
        out.putLong(turns);
        out.putInt(since.size());
        since.forEach((study, from) -> {
            out.putString(study);
            out.putLong(from.fromMs());
            out.putLong(from.turn());
        });
        for (MinuteSeries each : minutes) {
            each.write(out);
        }
    }

    void read(StateReader in) {
        take(in.getLongs(), knownFromMs);
        take(in.getLongs(), joinedAt);
        turns = in.getLong();
        for (int n = in.getInt(); n > 0; n--) {
            since.put(in.getString(), new PastView.Since(in.getLong(), in.getLong()));
        }
        changes++;
        for (MinuteSeries each : minutes) {
            each.read(in);
        }
    }

    private static void take(long[] from, long[] into) {
        System.arraycopy(from, 0, into, 0, Math.min(from.length, into.length));
    }
}
