package dev.shikra.host.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.api.source.TickFrame;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.host.bar.Session;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.feature.FeatureKey.DayField;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.PastKeys;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.plugin.PluginSetup;
import dev.shikra.host.plugin.Plugins;
import dev.shikra.host.study.StudyCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * History that comes while the market runs, against an engine that saw all of it in order: the same
 * values in every feature that bars tell, at the join and long after it.
 */
class PastStageTest {
    private static final long MINUTE = 60_000;
    private static final List<Timeframe> ALL =
            List.of(Timeframe.M1, Timeframe.M5, Timeframe.M15, new Timeframe(60), Timeframe.DAY);
    private static final List<Instrument> INSTRUMENTS =
            List.of(
                    EngineFixture.equity("AAA"),
                    EngineFixture.index("NIFTY 50"),
                    EngineFixture.equity("SPARSE"),
                    EngineFixture.equity("CCC"));
    private static final int INDEX = 1;

    @TempDir Path folder;
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private Plugins plugins;
    private StudyCatalog studies;
    private SessionCalendar calendar;
    private Session first;

    @BeforeEach
    void setUp() throws Exception {
        Path zips = Path.of("target/dist/plugins");
        assumeTrue(
                Files.exists(zips.resolve("studies.zip")),
                "skipped: the plugins are packaged by './mvnw verify', not by 'test' alone");
        plugins = Plugins.load(new PluginSetup(folder, zips, Map.of(), System.err));
        studies = new StudyCatalog(plugins.extensions(StudyFactory.class));
        calendar = SessionCalendar.load(Path.of("../config/calendars/nse.yaml"));
        first = calendar.sessionOn(LocalDate.of(2024, 3, 12));
    }

    @AfterEach
    void tearDown() {
        if (plugins != null) {
            plugins.close();
        }
    }

    /** A minute's bar of a row; in the live part it is made of trades. */
    private record Minute(int row, long startMs, double[] prices, double volume) {}

    private List<Minute> market(int sessions) {
        var minutes = new ArrayList<Minute>();
        double[] price = {100, 22_000, 50, 2_500};
        Session session = first;
        for (int n = 0; n < sessions; n++) {
            for (long ms = session.openMs(); ms < session.closeMs(); ms += MINUTE) {
                for (int row = 0; row < price.length; row++) {
                    if (row == 2 && random.nextInt(4) > 0 || random.nextInt(40) == 0) {
                        continue;
                    }
                    double[] four = new double[4];
                    for (int i = 0; i < 4; i++) {
                        price[row] *= 1 + 0.002 * random.nextGaussian();
                        four[i] = Math.rint(price[row] * 20) / 20;
                    }
                    minutes.add(
                            new Minute(row, ms, four, row == INDEX ? 0 : random.nextInt(1, 500)));
                }
            }
            session = calendar.next(session);
        }
        return minutes;
    }

    private List<FeatureKey> everything() {
        var keys = new ArrayList<FeatureKey>();
        FeatureKey close = new FeatureKey.BarValue(Timeframe.M1, BarField.CLOSE, false);
        FeatureKey close5 = new FeatureKey.BarValue(Timeframe.M5, BarField.CLOSE, false);
        for (Timeframe on : ALL) {
            for (StudyDescription each : studies.descriptions().values()) {
                if (each.name().startsWith("cdl")) {
                    continue; // "candles" has them all
                }
                try {
                    var spec = each.spec(Map.of());
                    Study study = studies.create(spec, new SeriesShape(on, 375));
                    if (study.takesTrades()) {
                        continue; // a minute of the past does not tell where in it each trade was
                    }
                    study.outputs()
                            .forEach(output ->
                                    keys.add(new FeatureKey.StudyValue(on, spec, output, false)));
                } catch (IllegalArgumentException e) {
                    // one that wants a parameter, or another timeframe
                }
            }
        }
        for (DayField field : DayField.values()) {
            keys.add(new FeatureKey.DayValue(field));
        }
        for (BarField field : BarField.values()) {
            keys.add(new FeatureKey.BarValue(Timeframe.M15, field, false));
            keys.add(new FeatureKey.BarValue(Timeframe.DAY, field, false));
        }
        FeatureKey index = new FeatureKey.Other("index", close);
        FeatureKey named = new FeatureKey.Other("NSE:CCC", close5);
        FeatureKey above = new FeatureKey.Crosses(close, index, true, Timeframe.M1);
        keys.add(new FeatureKey.NamedValue("session", "minutesSinceOpen"));
        keys.add(new FeatureKey.Ago(close5, 7, Timeframe.M5));
        keys.add(new FeatureKey.Ago(index, 20, Timeframe.M1));
        keys.add(new FeatureKey.Rolling(named, 30, FeatureKey.Over.MEAN, Timeframe.M5));
        keys.add(new FeatureKey.Rolling(close, 45, FeatureKey.Over.HIGHEST, Timeframe.M1));
        keys.add(new FeatureKey.Window(close5, 9, Timeframe.M5));
        keys.add(new FeatureKey.Run(close, 3, true, Timeframe.M1));
        keys.add(above);
        keys.add(
                new FeatureKey.BarsSince(
                        new FeatureKey.Crosses(
                                close, new FeatureKey.DayValue(DayField.OPEN), true, Timeframe.M1),
                        Timeframe.M1));
        return keys;
    }

    /** An engine with one rule, which reads what it is told to. */
    private final class Market implements RuleBinder, EngineOutput {
        final List<String> notes = new ArrayList<>();
        final List<JournalRecord> records = new ArrayList<>();
        final List<Long> runs = new ArrayList<>();
        final Map<String, List<FeatureKey>> reads;
        final Engine engine;
        private final TickFrame.Writer writer = new TickFrame.Writer();
        private long seq;
        private long second = -1;

        Market(Map<String, List<FeatureKey>> reads) {
            this.reads = reads;
            engine =
                    new Engine(
                            new Engine.Parts(
                                    INSTRUMENTS,
                                    List.of(new TickFrame.Decoder(INSTRUMENTS.size())),
                                    calendar,
                                    ALL,
                                    calendar::barsPerSession,
                                    studies,
                                    this,
                                    this));
        }

        void record(RecordKind kind, long timeMs, byte[] payload, int length) {
            var record = new JournalRecord();
            record.seq = ++seq;
            record.timeMs = timeMs;
            record.kind = kind;
            record.bytes = Arrays.copyOf(payload, length);
            record.length = length;
            records.add(record);
            engine.record(record);
        }

        void clock(long toSecond) {
            if (toSecond > second) {
                var record = new JournalRecord();
                record.seq = ++seq;
                record.kind = RecordKind.CLOCK;
                record.firstSecond = second + 1;
                record.lastSecond = toSecond;
                record.timeMs = toSecond * 1000;
                records.add(record);
                engine.record(record);
                second = toSecond;
            }
        }

        private void frame(long ms) {
            clock(ms / 1000);
            record(RecordKind.FRAME, ms, writer.bytes(), writer.length());
            writer.clear();
        }

        void bar(Minute m) {
            double[] p = m.prices;
            writer.bar(
                    m.row,
                    m.startMs,
                    p[0],
                    Math.max(Math.max(p[0], p[1]), Math.max(p[2], p[3])),
                    Math.min(Math.min(p[0], p[1]), Math.min(p[2], p[3])),
                    p[3],
                    m.volume,
                    Double.NaN);
            frame(m.startMs + MINUTE);
        }

        void trades(Minute m) {
            for (int i = 0; i < 4; i++) {
                writer.trade(m.row, m.startMs + 1 + i * 14_000, m.prices[i], m.volume / 4);
            }
            frame(m.startMs + 45_000);
        }

        void past(PastRecord record) {
            byte[] payload = record.encode();
            record(RecordKind.HISTORY, engine.timeMs(), payload, payload.length);
        }

        void history(int row, List<Minute> of, int inARecord) {
            List<Minute> mine = of.stream().filter(m -> m.row == row).toList();
            for (int at = 0; at < mine.size(); at += inARecord) {
                List<Minute> part = mine.subList(at, Math.min(mine.size(), at + inARecord));
                var values = new double[part.size() * PastRecord.Bars.WIDTH];
                for (int i = 0; i < part.size(); i++) {
                    double[] p = part.get(i).prices;
                    double[] six = {
                        part.get(i).startMs,
                        p[0],
                        Arrays.stream(p).max().orElseThrow(),
                        Arrays.stream(p).min().orElseThrow(),
                        p[3],
                        part.get(i).volume
                    };
                    System.arraycopy(six, 0, values, i * six.length, six.length);
                }
                past(new PastRecord.Bars(row, values));
            }
            past(new PastRecord.Join(row));
        }

        void command(RuleCommand command) {
            byte[] payload = command.encode();
            record(RecordKind.COMMAND, engine.timeMs(), payload, payload.length);
        }

        byte[] state() {
            var out = new StateWriter();
            engine.write(out);
            return out.toBytes();
        }

        @Override
        public Bound bind(String file, String content, FeaturePlan features) {
            reads.getOrDefault(content, List.of()).forEach(features::slot);
            return new Bound.Pattern(new Noting(file, content));
        }

        /** Notes that it ran. */
        private final class Noting implements PatternRun {
            private final String file;
            private final String content;

            Noting(String file, String content) {
                this.file = file;
                this.content = content;
            }

            @Override
            public int run(int[] rows, int count) {
                notes.add(content);
                return 0;
            }

            @Override
            public String id() {
                return file;
            }

            @Override
            public String name() {
                return file;
            }

            @Override
            public String version() {
                return content;
            }

            @Override
            public Fires fires() {
                return Fires.EDGE;
            }

            @Override
            public Optional<Timeframe> every() {
                return Optional.of(Timeframe.M1);
            }

            @Override
            public boolean covers(Instrument instrument) {
                return true;
            }

            @Override
            public String failure() {
                return "";
            }

            @Override
            public int row(int match) {
                return -1;
            }

            @Override
            public Direction direction(int match) {
                return Direction.NEUTRAL;
            }

            @Override
            public double confidence(int match) {
                return 0;
            }

            @Override
            public double stop(int match) {
                return Double.NaN;
            }

            @Override
            public double target(int match) {
                return Double.NaN;
            }

            @Override
            public List<Evidence> evidence(int row) {
                return List.of();
            }
        }

        @Override
        public void memoryMoved(FeaturePlan features) {}

        @Override
        public void joined(int row, long fromMs, int bars, String refused) {
            if (!refused.isEmpty()) {
                notes.add("not joined " + row + ": " + refused);
            }
        }

        @Override
        public void tookOver(String file, int inputs) {
            notes.add("took over " + file + " with " + inputs);
        }

        @Override
        public void signal(Alert signal) {}

        @Override
        public void rejected(Alert signal, String filter, String reason) {}

        @Override
        public void alert(Alert alert, long causeSeq) {}

        @Override
        public void voided(String file, long atSeq, int run) {}

        @Override
        public void struck(String file, int strikes, boolean rests, String reason) {}

        @Override
        public void refused(String file, String reason) {
            notes.add("refused " + file + ": " + reason);
        }

        @Override
        public void delivery(byte[] bytes, int at, int length) {}

        @Override
        public void write(StateWriter out) {}
    }

    private void assertSame(Market one, Market other, String when) {
        var differences = new ArrayList<String>();
        List<FeatureKey> keys = one.engine.features().keys();
        assertThat(other.engine.features().keys()).isEqualTo(keys);
        for (int slot = 0; slot < keys.size(); slot++) {
            for (int row = 0; row < INSTRUMENTS.size(); row++) {
                double a = one.engine.features().rows().get(row, slot);
                double b = other.engine.features().rows().get(row, slot);
                if (Double.doubleToLongBits(a) != Double.doubleToLongBits(b)
                        && PastKeys.fromBars(keys.get(slot))) {
                    differences.add(row + " " + keys.get(slot).text() + ": " + a + ", " + b);
                }
            }
        }
        assertThat(differences).as("seed %d, %s", seed, when).isEmpty();
    }

    @Test
    void whatWasJoinedIsAsIfItHadNeverBeenMissing() {
        List<Minute> all = market(5);
        long feedMs = calendar.next(calendar.next(calendar.next(first))).openMs() + 62 * MINUTE;
        List<FeatureKey> keys = everything();
        assertThat(keys.stream().filter(k -> k instanceof FeatureKey.StudyValue).count())
                .isGreaterThan(150);
        var whole = new Market(Map.of("all", keys));
        var late = new Market(Map.of("all", keys));
        for (Market each : List.of(whole, late)) {
            each.engine.command(new RuleCommand.Activate("r", "all"));
        }
        List<Minute> past = all.stream().filter(m -> m.startMs < feedMs).toList();
        List<Minute> live = all.stream().filter(m -> m.startMs >= feedMs).toList();
        past.forEach(whole::bar);
        whole.clock(feedMs / 1000);
        late.clock(feedMs / 1000);
        // What others read comes first, before any live bar, and again at the end, since it reads
        // others too; the rest at any minute of the next hours.
        List<Integer> order = List.of(INDEX, 3, 0, 2, INDEX);
        long[] joinAt = new long[5];
        for (int n = 1; n < 5; n++) {
            joinAt[n] = joinAt[n - 1] + random.nextInt(1, 40) * MINUTE;
        }
        int joined = 0;
        for (int i = 0; i < live.size(); i++) {
            while (joined < 5 && live.get(i).startMs >= feedMs + joinAt[joined]) {
                late.history(order.get(joined), past, random.nextInt(20, 400));
                joined++;
                if (joined == 5) {
                    assertSame(whole, late, "at the join");
                }
            }
            whole.trades(live.get(i));
            late.trades(live.get(i));
            if (joined == 5
                    && (i + 1 == live.size() || live.get(i + 1).startMs > live.get(i).startMs)) {
                assertSame(whole, late, "after " + i);
            }
        }
        assertThat(joined).isEqualTo(5);
        assertThat(late.notes).noneMatch(note -> note.startsWith("not joined"));

        var again = new Market(Map.of("all", keys));
        again.engine.command(new RuleCommand.Activate("r", "all"));
        late.records.forEach(again.engine::record);
        assertThat(again.state()).as("a replay, seed %d", seed).isEqualTo(late.state());
    }

    @Test
    void historyThatReachesBackLessFarThanWhatIsKnownIsNotJoined() {
        List<Minute> all = market(2);
        FeatureKey mean =
                everything().stream()
                        .filter(key -> key.text().startsWith("1m:study.sma("))
                        .findFirst()
                        .orElseThrow();
        var market = new Market(Map.of("all", List.of(mean)));
        market.engine.command(new RuleCommand.Activate("r", "all"));
        List<Minute> mine = all.stream().filter(m -> m.row == 0).toList();
        mine.subList(0, 200).forEach(market::trades);
        market.clock(mine.get(200).startMs / 1000 + 30);
        double known = market.engine.features().rows().get(0, 0);
        assertThat(known).isNotNaN();
        // What the market gave is never given up for what history says of the same minutes.
        var wrong =
                mine.subList(190, 200).stream()
                        .map(m -> new Minute(0, m.startMs, new double[] {1, 1, 1, 1}, 1))
                        .toList();
        market.history(0, wrong, 100);
        assertThat(market.engine.features().rows().get(0, 0)).isEqualTo(known);
        market.past(new PastRecord.Bars(99, new double[] {1, 2, 3, 4, 5, 6}));
        market.past(new PastRecord.Bars(0, new double[] {Double.NaN, 1, 1, 1, 1, 1}));
        market.past(new PastRecord.Join(0));
        market.past(new PastRecord.Join(99));
        assertThat(market.engine.features().rows().get(0, 0)).isEqualTo(known);
    }

    @Test
    void aChangedRulesNewInputsWarmAsideWhileTheOldVersionRuns() {
        List<Minute> all = market(3);
        long editMs = calendar.next(calendar.next(first)).openMs() + 100 * MINUTE + 20_000;
        List<FeatureKey> old =
                List.of(new FeatureKey.BarValue(Timeframe.M1, BarField.CLOSE, false));
        Set<String> windows = Set.of("sma", "wma", "vwap", "donchian", "highest", "lowest", "roc");
        var wanted = new LinkedHashSet<FeatureKey>();
        for (FeatureKey key : everything()) {
            boolean chosen =
                    key instanceof FeatureKey.StudyValue value
                            ? windows.contains(value.spec().name())
                                    && !value.on().equals(Timeframe.DAY)
                            : key instanceof FeatureKey.Ago || key instanceof FeatureKey.Run;
            if (chosen) {
                wanted.add(key);
            }
        }
        List<FeatureKey> fresh = new ArrayList<>(old);
        fresh.addAll(wanted);
        var edited = new Market(Map.of("old", old, "new", fresh));
        var always = new Market(Map.of("new", fresh));
        edited.engine.command(new RuleCommand.Activate("r", "old"));
        always.engine.command(new RuleCommand.Activate("r", "new"));
        List<Minute> before = all.stream().filter(m -> m.startMs + MINUTE <= editMs).toList();
        List<Minute> after = all.stream().filter(m -> m.startMs + MINUTE > editMs).toList();
        before.forEach(edited::trades);
        before.forEach(always::trades);
        edited.clock(editMs / 1000);
        always.clock(editMs / 1000);

        edited.command(new RuleCommand.Prepare("r", "new"));
        assertThat(edited.engine.warmsAside()).isTrue();
        assertThat(edited.engine.rules()).containsEntry("r", "old");
        int steps = 0;
        int next = 0;
        while (edited.engine.warmsAside()) {
            edited.past(new PastRecord.Step());
            if (++steps % 40 == 0) { // the market goes on meanwhile
                Minute minute = after.get(next++);
                edited.trades(minute);
                always.trades(minute);
            }
            assertThat(steps).as("steps").isLessThan(20_000);
        }
        assertThat(steps).as("the work is done in parts").isGreaterThan(5);
        assertThat(edited.engine.rules()).containsEntry("r", "new");
        assertThat(edited.notes.getLast()).startsWith("took over r with ");
        same(edited, always, wanted);
        for (; next < after.size(); next++) {
            edited.trades(after.get(next));
            always.trades(after.get(next));
        }
        same(edited, always, wanted);
        assertThat(edited.notes).contains("new").noneMatch(note -> note.startsWith("refused"));

        var restored = new Market(Map.of("old", old, "new", fresh));
        restored.engine.read(new StateReader(edited.state()), edited.seq);
        assertThat(restored.state()).isEqualTo(edited.state());
    }

    /** Sums that began elsewhere differ by rounding. */
    private void same(Market one, Market other, Set<FeatureKey> keys) {
        for (FeatureKey key : keys) {
            int a = one.engine.features().slot(key);
            int b = other.engine.features().slot(key);
            for (int row = 0; row < INSTRUMENTS.size(); row++) {
                double x = one.engine.features().rows().get(row, a);
                double y = other.engine.features().rows().get(row, b);
                assertThat(x)
                        .as("seed %d, %s of %d", seed, key.text(), row)
                        .satisfiesAnyOf(
                                v -> assertThat(Double.isNaN(v) && Double.isNaN(y)).isTrue(),
                                v ->
                                        assertThat(Math.abs(v - y))
                                                .isLessThan(1e-6 * Math.abs(y) + 1e-9));
            }
        }
    }

    @Test
    void aVersionThatIsEditedAgainWhileItWarmsLeavesNothingBehind() {
        List<Minute> all = market(1);
        List<FeatureKey> keys =
                everything().stream().filter(k -> k.text().startsWith("1m:study.sma(")).toList();
        var market = new Market(Map.of("1", List.of(), "2", keys, "3", keys));
        market.engine.command(new RuleCommand.Activate("r", "1"));
        all.subList(0, 400).forEach(market::trades);
        market.command(new RuleCommand.Prepare("r", "2"));
        market.past(new PastRecord.Step());
        market.command(new RuleCommand.Prepare("r", "3"));
        market.command(new RuleCommand.Prepare("other", "1"));
        assertThat(market.engine.rules())
                .as(keys.toString())
                .containsEntry("r", "1")
                .doesNotContainKey("other");
        while (market.engine.warmsAside()) {
            market.past(new PastRecord.Step());
        }
        assertThat(market.engine.rules()).containsEntry("r", "3").containsEntry("other", "1");
        assertThat(market.engine.features().rows().get(0, 0)).isNotNaN();
        market.command(new RuleCommand.Prepare("r", "3"));
        market.command(new RuleCommand.Retire("r"));
        assertThat(market.engine.warmsAside()).isFalse();
        assertThat(market.engine.rules()).doesNotContainKey("r");
        var restored = new Market(market.reads);
        restored.engine.read(new StateReader(market.state()), market.seq);
        assertThat(restored.state()).isEqualTo(market.state());
    }
}
