package dev.shikra.api.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link Study} promises, on random bars with printed seeds. A plugin's test extends this and
 * says which factory; each of its studies runs with its defaults and with {@link #moreSpecs}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StudyContract {
    private static final double GUARD = 12345.678;
    private static final SeriesShape SERIES = new SeriesShape(Timeframe.M5, 75);

    /** {@return what is tested} */
    protected abstract StudyFactory factory();

    /** {@return specifications to run beside each study's defaults} */
    protected Stream<StudySpec> moreSpecs() {
        return Stream.empty();
    }

    /**
     * A study written the obvious way: all outputs after the last of these bars, from them alone.
     */
    @FunctionalInterface
    protected interface Window {
        double[] outputs(List<Bar> bars);
    }

    /**
     * {@return the obvious version of a study, which the streaming one must equal to one part in
     * 10^9 at each bar; empty: its numbers are checked elsewhere}
     */
    protected Optional<Window> window(StudySpec spec) {
        return Optional.empty();
    }

    /** {@return whether it may allocate: a study that wraps a library that does} */
    protected boolean mayAllocate() {
        return false;
    }

    /** {@return how many random bars each test feeds} */
    protected int bars() {
        return 900;
    }

    /** {@return a specification from a name and parameters; the rest are defaults} */
    protected final StudySpec spec(String name, Map<String, String> given) {
        return factory().studies().stream()
                .filter(description -> description.name().equals(name))
                .findFirst()
                .orElseThrow()
                .spec(given);
    }

    final Stream<StudySpec> specs() {
        return Stream.concat(
                factory().studies().stream().map(description -> description.spec(Map.of())),
                moreSpecs());
    }

    @Test
    void namesAreUniqueAndLowerCase() {
        var seen = new HashSet<String>();
        for (StudyDescription description : factory().studies()) {
            assertThat(description.name()).matches("[a-z0-9]+");
            assertThat(seen.add(description.name())).as(description.name()).isTrue();
            assertThat(description.summary()).as(description.name()).isNotBlank();
        }
    }

    @Test
    void refusesUnknownStudies() {
        assertThatThrownBy(() -> factory().create(new StudySpec("no such study", Map.of()), SERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such study");
    }

    @ParameterizedTest
    @MethodSource("specs")
    void hasTheOutputsOfItsDescription(StudySpec spec) {
        Study study = factory().create(spec, SERIES);
        StudyDescription description =
                factory().studies().stream()
                        .filter(d -> d.name().equals(spec.name()))
                        .findFirst()
                        .orElseThrow();
        assertThat(study.outputs()).isEqualTo(description.outputs()).doesNotHaveDuplicates();
        assertThat(study.warmUpBars()).isPositive();
        assertThat(study.stateSize()).isNotNegative();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void previewsWhatItWouldCommitAndLeavesTheSliceAlone(StudySpec spec) {
        Study study = factory().create(spec, SERIES);
        int outputs = study.outputs().size();
        double[] state = guarded(study);
        double[] committed = new double[outputs + 2];
        double[] previewed = new double[outputs + 2];
        Arrays.fill(committed, GUARD);
        Arrays.fill(previewed, GUARD);
        List<Bar> bars = someOfThemBad(bars());
        for (int i = 0; i < bars.size(); i++) {
            double[] before = state.clone();
            study.preview(bars.get((i * 7 + 3) % bars.size()), state, 1, previewed, 1);
            assertSameBits(state, before, spec + ": slice after a preview at bar " + i);
            study.preview(bars.get(i), state, 1, previewed, 1);
            assertSameBits(state, before, spec + ": slice after a preview at bar " + i);
            study.commit(bars.get(i), state, 1, committed, 1);
            assertSameBits(previewed, committed, spec + ": preview at bar " + i);
            assertThat(state[0]).as("before the slice").isEqualTo(GUARD);
            assertThat(state[state.length - 1]).as("behind the slice").isEqualTo(GUARD);
            assertThat(committed[0]).as("before the outputs").isEqualTo(GUARD);
            assertThat(committed[outputs + 1]).as("behind the outputs").isEqualTo(GUARD);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void previewsFromTheBeginningOfTheSliceThatItNames(StudySpec spec) {
        Study study = factory().create(spec, SERIES);
        assertThat(study.previewSize()).isBetween(0, study.stateSize());
        double[] state = new double[study.stateSize()];
        double[] beginning = new double[study.previewSize() + 1];
        double[] committed = new double[study.outputs().size()];
        double[] previewed = new double[study.outputs().size()];
        List<Bar> bars = someOfThemBad(bars());
        for (int i = 0; i < bars.size(); i++) {
            if (study.takesTrades()) {
                study.trade(bars.get(i), bars.get(i).close, 100, state, 0);
            }
            System.arraycopy(state, 0, beginning, 1, study.previewSize());
            study.preview(bars.get(i), beginning, 1, previewed, 0);
            study.commit(bars.get(i), state, 0, committed, 0);
            assertSameBits(previewed, committed, spec + ": preview at bar " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void streamsWhatTheWindowGives(StudySpec spec) {
        Optional<Window> window = window(spec);
        Study study = factory().create(spec, SERIES);
        double[] state = new double[study.stateSize()];
        double[] out = new double[study.outputs().size()];
        List<Bar> bars = bars(seed(), Math.max(150, 3 * study.warmUpBars()));
        for (int i = 0; i < bars.size() && window.isPresent(); i++) {
            study.commit(bars.get(i), state, 0, out, 0);
            double[] expected = window.get().outputs(bars.subList(0, i + 1));
            assertThat(expected).as("%s: outputs of the window", spec).hasSize(out.length);
            for (int o = 0; o < out.length; o++) {
                boolean same =
                        Double.isNaN(out[o])
                                ? Double.isNaN(expected[o])
                                : Math.abs(out[o] - expected[o])
                                        <= 1e-9 * Math.max(1, Math.abs(expected[o]));
                assertThat(same)
                        .as(
                                "%s, bar %d, %s: streamed %s, window %s",
                                spec, i, study.outputs().get(o), out[o], expected[o])
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void isNotFullyDefinedBeforeItsWarmUpEnds(StudySpec spec) {
        Study study = factory().create(spec, SERIES);
        double[] state = new double[study.stateSize()];
        double[] out = new double[study.outputs().size()];
        List<Bar> bars = bars(seed(), study.warmUpBars());
        for (int i = 0; i < study.warmUpBars() - 1; i++) {
            study.commit(bars.get(i), state, 0, out, 0);
            assertThat(Arrays.stream(out).anyMatch(Double::isNaN))
                    .as("%s at bar %d: one output at least is NaN", spec, i)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void remembersNothingOutsideItsSlice(StudySpec spec) {
        Study study = factory().create(spec, SERIES);
        List<Bar> bars = someOfThemBad(bars());
        double[] one = new double[study.stateSize()];
        double[] other = new double[study.stateSize() + 5];
        double[] expected = new double[study.outputs().size()];
        double[] actual = new double[study.outputs().size()];
        int cut = new Random(seed()).nextInt(bars.size());
        double[] unrelated = new double[study.stateSize()];
        for (int i = 0; i < bars.size(); i++) {
            study.trade(bars.get(i), bars.get(i).low, 7, one, 0);
            study.commit(bars.get(i), one, 0, expected, 0);
            if (i == cut) {
                System.arraycopy(one, 0, other, 5, one.length);
                study = factory().create(spec, SERIES);
            } else if (i > cut) {
                study.trade(bars.get(i), bars.get(i).low, 7, other, 5);
                study.commit(bars.get(i), other, 5, actual, 0);
                assertSameBits(actual, expected, spec + ": restored at " + cut + ", bar " + i);
            }
            study.commit(bars.get(bars.size() - 1 - i), unrelated, 0, actual, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void isDefinedAgainAfterBadBars(StudySpec spec) {
        Study study = factory().create(spec, SERIES);
        double[] clean = new double[study.stateSize()];
        double[] disturbed = new double[study.stateSize()];
        double[] out = new double[study.outputs().size()];
        int length = Math.max(bars(), 3 * study.warmUpBars());
        List<Bar> bars = bars(seed(), 2 * length);
        var definedOtherwise = new boolean[out.length];
        var definedAfter = new boolean[out.length];
        for (int i = 0; i < bars.size(); i++) {
            study.commit(bars.get(i), clean, 0, out, 0);
            noteDefined(out, i > length, definedOtherwise, spec);
            study.commit(bars.get(i), disturbed, 0, out, 0);
            noteDefined(out, i > length, definedAfter, spec);
            if (i == length) {
                for (Bar bad : badBars(bars.get(i))) {
                    study.commit(bad, disturbed, 0, out, 0);
                }
            }
        }
        assertThat(definedAfter).as("%s: outputs defined", spec).isEqualTo(definedOtherwise);
    }

    private static void noteDefined(
            double[] out, boolean counts, boolean[] defined, StudySpec spec) {
        for (int j = 0; j < out.length; j++) {
            assertThat(Double.isInfinite(out[j])).as(spec.toString()).isFalse();
            defined[j] |= counts && !Double.isNaN(out[j]);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void allocatesNothing(StudySpec spec) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Study study = factory().create(spec, SERIES);
        double[] state = new double[study.stateSize()];
        double[] out = new double[study.outputs().size()];
        Bar[] bars = bars(seed(), 500).toArray(Bar[]::new);
        long thread = Thread.currentThread().threadId();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the first rounds load classes
            long before = threads.getThreadAllocatedBytes(thread);
            for (Bar bar : bars) {
                study.preview(bar, state, 0, out, 0);
                study.commit(bar, state, 0, out, 0);
            }
            allocated = Math.min(allocated, threads.getThreadAllocatedBytes(thread) - before);
        }
        if (!mayAllocate()) {
            assertThat(allocated).as("%s: bytes for 500 bars", spec).isLessThan(500);
        }
    }

    private static List<Bar> bars(long seed, int count) {
        return RandomBars.of(seed, count, SERIES.timeframe().minutes(), SERIES.barsPerSession());
    }

    /** Random bars with bad, late and repeated ones among them. */
    private List<Bar> someOfThemBad(int count) {
        long seed = seed();
        var random = new Random(seed);
        var bars = new ArrayList<Bar>();
        for (Bar bar : bars(seed, count)) {
            bars.add(bar);
            if (random.nextInt(25) == 0) {
                List<Bar> bad = badBars(bar);
                bars.add(bad.get(random.nextInt(bad.size())));
            }
            if (random.nextInt(50) == 0) {
                bars.add(bars.get(random.nextInt(bars.size())));
            }
        }
        return bars;
    }

    private static List<Bar> badBars(Bar bar) {
        var bad = new ArrayList<Bar>();
        for (double value :
                new double[] {
                    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300
                }) {
            Bar all = new Bar();
            all.set(bar);
            all.open = value;
            all.high = value;
            all.low = value;
            all.close = value;
            all.volume = value;
            bad.add(all);
            Bar close = new Bar();
            close.set(bar);
            close.close = value;
            bad.add(close);
        }
        for (double price : new double[] {0, -1}) {
            Bar worthless = new Bar();
            worthless.set(bar);
            worthless.open = price;
            worthless.high = price;
            worthless.low = price;
            worthless.close = price;
            worthless.volume = price;
            bad.add(worthless);
        }
        return bad;
    }

    private static long seed() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        return seed;
    }

    private static double[] guarded(Study study) {
        double[] state = new double[study.stateSize() + 2];
        state[0] = GUARD;
        state[state.length - 1] = GUARD;
        return state;
    }

    private static void assertSameBits(double[] actual, double[] expected, String what) {
        for (int i = 0; i < expected.length; i++) {
            if (Double.doubleToRawLongBits(actual[i]) != Double.doubleToRawLongBits(expected[i])
                    && !(Double.isNaN(actual[i]) && Double.isNaN(expected[i]))) {
                assertThat(actual[i]).as("%s, place %d", what, i).isEqualTo(expected[i]);
            }
        }
    }
}
