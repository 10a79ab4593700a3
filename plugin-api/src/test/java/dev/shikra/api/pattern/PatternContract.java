package dev.shikra.api.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.RandomBars;
import dev.shikra.api.study.SeriesShape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@link PatternDetector} promises, on random inputs with printed seeds; {@code -Dseed=N}
 * repeats a run. A plugin's test extends this and says which factory; each of its detectors runs
 * with its defaults and with {@link #moreSpecs}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PatternContract {
    private static final double GUARD = 12345.678;
    private static final SeriesShape SERIES = new SeriesShape(Timeframe.M5, 75);

    /** {@return what is tested} */
    protected abstract PatternFactory factory();

    /** {@return specifications to run beside each detector's defaults} */
    protected Stream<PatternSpec> moreSpecs() {
        return Stream.empty();
    }

    /** {@return how many rows of inputs each test gives} */
    protected int rows() {
        return 2_000;
    }

    /**
     * {@return a study's value as it may come, without the NaN of its warm-up} A detector that
     * matches on other values than these says which.
     */
    protected double studyValue(PatternInput.OfStudy input, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 100 * (random.nextInt(5) - 2);
            case 2 -> 100 * random.nextDouble();
            default -> random.nextGaussian();
        };
    }

    /** {@return a specification from a name and parameters; the rest are defaults} */
    protected final PatternSpec spec(String name, Map<String, String> given) {
        return factory().patterns().stream()
                .filter(description -> description.name().equals(name))
                .findFirst()
                .orElseThrow()
                .spec(given);
    }

    final Stream<PatternSpec> specs() {
        return Stream.concat(
                factory().patterns().stream().map(description -> description.spec(Map.of())),
                moreSpecs());
    }

    @Test
    void namesAreUniqueAndLowerCase() {
        var seen = new HashSet<String>();
        for (PatternDescription description : factory().patterns()) {
            assertThat(description.name()).matches("[a-z0-9]+");
            assertThat(seen.add(description.name())).as(description.name()).isTrue();
            assertThat(description.summary()).as(description.name()).isNotBlank();
            assertThat(description.version()).as(description.name()).isNotBlank();
        }
        assertThat(seen).isNotEmpty();
    }

    @Test
    void refusesUnknownDetectors() {
        assertThatThrownBy(() ->
                        factory().create(new PatternSpec("no such detector", Map.of()), SERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such detector");
    }

    @ParameterizedTest
    @MethodSource("specs")
    void saysTheSameOfItselfEachTime(PatternSpec spec) {
        PatternDetector one = factory().create(spec, SERIES);
        PatternDetector other = factory().create(spec, SERIES);
        assertThat(one.inputs()).isNotEmpty().isEqualTo(one.inputs()).isEqualTo(other.inputs());
        assertThat(one.stateSize()).isNotNegative().isEqualTo(other.stateSize());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void staysInItsSliceAndFillsItsMatches(PatternSpec spec) {
        PatternDetector detector = factory().create(spec, SERIES);
        double[] state = new double[detector.stateSize() + 2];
        state[0] = GUARD;
        state[state.length - 1] = GUARD;
        var match = new PatternMatch();
        for (double[] inputs : inputs(detector, seed())) {
            double[] before = inputs.clone();
            match.clear();
            if (detector.detect(inputs, state, 1, match)) {
                assertThat(match.confidence).as("%s: confidence", spec).isBetween(0.0, 1.0);
                assertThat(match.direction).as("%s: direction", spec).isNotNull();
                assertThat(match.evidence()).as("%s: why it matches", spec).isNotEmpty();
            }
            assertThat(inputs).as("%s: what it was given", spec).isEqualTo(before);
            assertThat(state[0]).as("before the slice").isEqualTo(GUARD);
            assertThat(state[state.length - 1]).as("behind the slice").isEqualTo(GUARD);
        }
    }

    /** Another detector goes on with a copy of the slice, and other instruments come between. */
    @ParameterizedTest
    @MethodSource("specs")
    void restoredItGoesOnAsIfUninterrupted(PatternSpec spec) {
        long seed = seed();
        PatternDetector whole = factory().create(spec, SERIES);
        List<double[]> inputs = inputs(whole, seed);
        List<double[]> others = inputs(whole, seed + 1);
        int cut = new Random(seed).nextInt(inputs.size());
        double[] state = new double[whole.stateSize()];
        double[] unrelated = new double[whole.stateSize()];
        double[] restored = new double[whole.stateSize() + 5];
        PatternDetector after = factory().create(spec, SERIES);
        for (int i = 0; i < inputs.size(); i++) {
            String expected = told(whole, inputs.get(i), state, 0);
            if (i == cut) {
                System.arraycopy(state, 0, restored, 5, state.length);
            } else if (i > cut) {
                assertThat(told(after, inputs.get(i), restored, 5))
                        .as("%s: restored at %d, bar %d", spec, cut, i)
                        .isEqualTo(expected);
            }
            told(i > cut ? after : whole, others.get(i), unrelated, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void bearsInputsThatWarmUp(PatternSpec spec) {
        PatternDetector detector = factory().create(spec, SERIES);
        double[] state = new double[detector.stateSize()];
        double[] nothing = new double[detector.inputs().size()];
        Arrays.fill(nothing, Double.NaN);
        for (int i = 0; i < 10; i++) {
            assertThat(told(detector, nothing, state, 0)).as("%s: all inputs NaN", spec).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void allocatesNothingUnlessItMatches(PatternSpec spec) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        PatternDetector detector = factory().create(spec, SERIES);
        double[] state = new double[detector.stateSize()];
        double[] nothing = new double[detector.inputs().size()];
        Arrays.fill(nothing, Double.NaN);
        var match = new PatternMatch();
        long thread = Thread.currentThread().threadId();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) { // the first rounds load classes
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 500; i++) {
                detector.detect(nothing, state, 0, match);
            }
            allocated = Math.min(allocated, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(allocated).as("%s: bytes for 500 bars", spec).isLessThan(500);
    }

    /** {@return what it says of a bar; empty if it does not match} */
    private static String told(PatternDetector detector, double[] inputs, double[] state, int at) {
        var match = new PatternMatch();
        return detector.detect(inputs, state, at, match)
                ? match.direction
                        + " "
                        + match.confidence
                        + " "
                        + match.stop
                        + " "
                        + match.target
                        + " "
                        + match.evidence()
                : "";
    }

    private List<double[]> inputs(PatternDetector detector, long seed) {
        var random = new Random(seed);
        List<Bar> bars = RandomBars.of(seed, rows(), 5, SERIES.barsPerSession());
        var all = new ArrayList<double[]>();
        for (Bar bar : bars) {
            double[] row = new double[detector.inputs().size()];
            for (int i = 0; i < row.length; i++) {
                row[i] =
                        random.nextInt(30) == 0
                                ? Double.NaN
                                : value(detector.inputs().get(i), bar, random);
            }
            all.add(row);
        }
        return all;
    }

    private double value(PatternInput input, Bar bar, Random random) {
        return switch (input) {
            case PatternInput.OfBar ofBar ->
                    switch (ofBar.field()) {
                        case OPEN -> bar.open;
                        case HIGH -> bar.high;
                        case LOW -> bar.low;
                        case CLOSE -> bar.close;
                        case VOLUME -> bar.volume;
                        case VWAP -> bar.vwap();
                    };
            case PatternInput.OfStudy study -> studyValue(study, random);
        };
    }

    private static long seed() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        return seed;
    }
}
