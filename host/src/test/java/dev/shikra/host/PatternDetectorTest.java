package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.pattern.PatternDescription;
import dev.shikra.api.pattern.PatternDetector;
import dev.shikra.api.pattern.PatternFactory;
import dev.shikra.api.pattern.PatternInput;
import dev.shikra.api.pattern.PatternInput.BarField;
import dev.shikra.api.pattern.PatternMatch;
import dev.shikra.api.pattern.PatternSpec;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.source.TickFrame;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.bar.SessionCalendar;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.EngineOutput;
import dev.shikra.host.engine.RuleBinder;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import dev.shikra.host.pattern.PatternCatalog;
import dev.shikra.host.pattern.PatternSetting;
import dev.shikra.host.rule.Fires;
import dev.shikra.host.rule.Universe;
import dev.shikra.host.study.StudyCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors of plugins inside the engine: when they run, what becomes of matches and faults. */
class PatternDetectorTest {
    private static final long OPEN = 1_740_700_800_000L;

    @TempDir Path folder;
    private final List<Alert> signals = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private SessionCalendar calendar;
    private ContentStore contents;

    @BeforeEach
    void setUp() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("24x7.yaml"),
                        Files.readString(Path.of("../config/calendars/24x7.yaml")));
        calendar = SessionCalendar.load(file);
        contents = new ContentStore(folder.resolve("contents"));
    }

    /** Counts closes in a row above the open; matches from the third on. Throws at 666. */
    private static final class Risers implements PatternFactory {
        @Override
        public List<PatternDescription> patterns() {
            return List.of(
                    new PatternDescription("risers", "Three bars up.", "1", List.of()),
                    new PatternDescription("nonsense", "Too sure.", "1", List.of()),
                    new PatternDescription("stranger", "Reads what is not.", "1", List.of()));
        }

        @Override
        public PatternDetector create(PatternSpec spec, SeriesShape series) {
            return new PatternDetector() {
                @Override
                public List<PatternInput> inputs() {
                    return spec.name().equals("stranger")
                            ? List.of(PatternInput.study("nosuch", Map.of(), "value"))
                            : List.of(
                                    PatternInput.bar(BarField.OPEN),
                                    PatternInput.bar(BarField.CLOSE));
                }

                @Override
                public int stateSize() {
                    return 1;
                }

                @Override
                public boolean detect(double[] in, double[] state, int at, PatternMatch match) {
                    if (in[1] == 666) {
                        throw new IllegalStateException("the number of the beast");
                    }
                    if (spec.name().equals("nonsense")) {
                        match.confidence = 7;
                        return true;
                    }
                    state[at] = in[1] > in[0] ? state[at] + 1 : 0;
                    if (state[at] < 3) {
                        return false;
                    }
                    match.direction = Direction.LONG;
                    match.confidence = 0.7;
                    match.stop = in[0];
                    match.because("rises", Map.of("bars", state[at]));
                    return true;
                }
            };
        }
    }

    private final class Run {
        final Engine engine;
        final TickFrame.Writer writer = new TickFrame.Writer();
        long seq;

        Run(List<PatternSetting> settings) throws Exception {
            var plugins =
                    new PluginSet(
                            "0",
                            "",
                            List.of(),
                            new StudyCatalog(List.of()),
                            new PatternCatalog(List.of(new Risers())),
                            List.of());
            var patterns =
                    new LivePatterns(
                            new PluginSets(contents, PluginLoader.NONE),
                            plugins,
                            settings,
                            contents,
                            new NoRules());
            engine =
                    new Engine(
                            new Engine.Parts(
                                    List.of(instrument("A"), instrument("B")),
                                    List.of(new TickFrame.Decoder(2)),
                                    calendar,
                                    List.of(Timeframe.M1, Timeframe.M5),
                                    timeframe -> 1440 / timeframe.minutes(),
                                    new StudyCatalog(List.of()),
                                    patterns,
                                    new Output()));
            patterns.changesSince(engine.rules()).forEach(engine::command);
        }

        /** A minute of trades: at the first price, then at the second. */
        void minute(int row, int number, double open, double close) {
            record(OPEN + number * 60_000L + 1000, row, open);
            record(OPEN + number * 60_000L + 30_000, row, close);
        }

        void record(long ms, int row, double price) {
            writer.trade(row, ms, price, 1);
            var record = new JournalRecord();
            record.seq = ++seq;
            record.timeMs = ms;
            record.kind = RecordKind.FRAME;
            record.bytes = writer.bytes();
            record.length = writer.length();
            engine.record(record);
            writer.clear();
        }

        byte[] state() {
            var out = new StateWriter();
            engine.write(out);
            return out.toBytes();
        }
    }

    private static Instrument instrument(String symbol) {
        return new Instrument(1, symbol, "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null);
    }

    private static PatternSetting setting(String detector, Fires fires, Set<String> symbols) {
        return new PatternSetting(
                detector + "-1m",
                new PatternSpec(detector, Map.of()),
                "1",
                Timeframe.M1,
                fires,
                Universe.of(Set.of(), symbols));
    }

    @Test
    void aMatchBecomesASignalWhenItBeginsWithItsEvidence() throws Exception {
        var run = new Run(List.of(setting("risers", Fires.EDGE, Set.of("A"))));
        for (int minute = 0; minute < 7; minute++) {
            run.minute(0, minute, 100 + minute, 100.5 + minute);
            run.minute(1, minute, 100 + minute, 100.5 + minute);
        }
        assertThat(signals).hasSize(1);
        Alert signal = signals.getFirst();
        assertThat(signal.rule()).isEqualTo("risers-1m");
        assertThat(signal.time().toInstant().toEpochMilli()).isEqualTo(OPEN + 3 * 60_000L);
        assertThat(signal.instrument().symbol()).isEqualTo("A");
        assertThat(signal.price()).isEqualTo(102.5);
        assertThat(signal.stop()).isEqualTo(102);
        assertThat(signal.evidence().getFirst().values()).containsEntry("bars", 3.0);
        assertThat(signal.id()).matches("[0-9a-f]{32}");
    }

    @Test
    void eachFiresAtEveryBarAndIdsDifferByTime() throws Exception {
        var run = new Run(List.of(setting("risers", Fires.EACH, Set.of())));
        for (int minute = 0; minute < 7; minute++) {
            run.minute(0, minute, 100 + minute, 100.5 + minute);
        }
        assertThat(signals).hasSize(4);
        assertThat(signals.stream().map(Alert::id).distinct()).hasSize(4);
    }

    @Test
    void aThrowingDetectorRestsAfterThreeStrikesAndTheOthersGoOn() throws Exception {
        var run =
                new Run(
                        List.of(
                                setting("risers", Fires.EACH, Set.of()),
                                setting("nonsense", Fires.EACH, Set.of())));
        for (int minute = 0; minute < 6; minute++) {
            run.minute(0, minute, 100 + minute, 100.5 + minute);
        }
        run.minute(0, 6, 665, 666);
        run.record(OPEN + 8 * 60_000L, 1, 5);
        assertThat(notes)
                .contains(
                        "strike 1 patterns.yaml#nonsense-1m: confidence 7.0 is not from 0 to 1",
                        "strike 3 rests patterns.yaml#nonsense-1m: confidence 7.0 is not from 0 to 1",
                        "strike 1 patterns.yaml#risers-1m: java.lang.IllegalStateException: the number of the beast")
                .noneMatch(note -> note.contains("strike 4"));
        assertThat(signals).hasSize(4).allMatch(signal -> signal.rule().equals("risers-1m"));
    }

    @Test
    void aDetectorThatReadsWhatIsNotThereIsRefused() throws Exception {
        var run = new Run(List.of(setting("stranger", Fires.EACH, Set.of())));
        run.minute(0, 0, 100, 101);
        assertThat(notes)
                .containsExactly(
                        "refused patterns.yaml#stranger-1m: it reads the study 'nosuch', which no installed plugin makes");
    }

    @Test
    void aRestoredEngineGoesOnAsIfNothingHadBeen() throws Exception {
        PatternSetting setting = setting("risers", Fires.EDGE, Set.of());
        var whole = new Run(List.of(setting));
        for (int minute = 0; minute < 3; minute++) {
            whole.minute(0, minute, 100 + minute, 100.5 + minute);
        }
        byte[] state = whole.state();
        var restored = new Run(List.of());
        restored.engine.read(new StateReader(state), whole.seq);
        restored.seq = whole.seq;
        signals.clear();
        for (int minute = 3; minute < 9; minute++) {
            whole.minute(0, minute, 100, minute == 5 ? 99 : 101);
        }
        List<Alert> expected = List.copyOf(signals);
        signals.clear();
        for (int minute = 3; minute < 9; minute++) {
            restored.minute(0, minute, 100, minute == 5 ? 99 : 101);
        }
        assertThat(expected).hasSize(1);
        assertThat(signals).isEqualTo(expected);
        assertThat(restored.state()).isEqualTo(whole.state());
    }

    private static final class NoRules implements RuleBinder {
        @Override
        public Bound bind(String file, String content, FeaturePlan features) {
            throw new IllegalArgumentException("no rule " + file);
        }

        @Override
        public void memoryMoved(FeaturePlan features) {}
    }

    private final class Output implements EngineOutput {
        @Override
        public void signal(Alert signal) {
            signals.add(signal);
        }

        @Override
        public void rejected(Alert signal, String filter, String reason) {}

        @Override
        public void alert(Alert alert, long causeSeq) {}

        @Override
        public void voided(String file, long atSeq, int run) {}

        @Override
        public void struck(String file, int strikes, boolean rests, String reason) {
            notes.add("strike " + strikes + (rests ? " rests " : " ") + file + ": " + reason);
        }

        @Override
        public void refused(String file, String reason) {
            notes.add("refused " + file + ": " + reason);
        }

        @Override
        public void delivery(byte[] bytes, int at, int length) {}

        @Override
        public void write(StateWriter out) {}
    }
}
