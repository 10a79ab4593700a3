package dev.shikra.plugins.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.pattern.PatternDescription;
import dev.shikra.api.pattern.PatternDetector;
import dev.shikra.api.pattern.PatternInput;
import dev.shikra.api.pattern.PatternMatch;
import dev.shikra.api.pattern.PatternSpec;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.study.SeriesShape;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandlePatternsTest {
    private static final SeriesShape SERIES = new SeriesShape(Timeframe.M5, 75);
    private final CandlePatterns patterns = new CandlePatterns();
    private final PatternDescription description = patterns.patterns().getFirst();
    private final PatternMatch match = new PatternMatch();

    private PatternDetector detector(String function, String confidence) {
        return patterns.create(
                description.spec(Map.of("function", function, "confidence", confidence)), SERIES);
    }

    private boolean detects(PatternDetector detector, double signal) {
        match.clear();
        return detector.detect(new double[] {signal, 10, 12, 9, 11}, new double[0], 0, match);
    }

    @Test
    void pointsWhereTheFunctionPoints() {
        PatternDetector engulfing = detector("cdlengulfing", "0.5");
        assertThat(detects(engulfing, 100)).isTrue();
        assertThat(match.direction).isEqualTo(Direction.LONG);
        assertThat(match.stop).isEqualTo(9);
        assertThat(match.confidence).isEqualTo(0.5);
        assertThat(match.evidence().getFirst().values())
                .containsEntry("CDLENGULFING", 100.0)
                .containsEntry("close", 11.0);
        assertThat(detects(engulfing, -80)).isTrue();
        assertThat(match.direction).isEqualTo(Direction.SHORT);
        assertThat(match.stop).isEqualTo(12);
        assertThat(match.confidence).isEqualTo(0.4);
        assertThat(detects(engulfing, 0)).isFalse();
        assertThat(detects(engulfing, Double.NaN)).isFalse();
    }

    @Test
    void readsAGravestoneAsDownAndADojiAsNeither() {
        assertThat(detects(detector("cdlgravestonedoji", "0.5"), 100)).isTrue();
        assertThat(match.direction).isEqualTo(Direction.SHORT);
        assertThat(detects(detector("cdldoji", "0.5"), 100)).isTrue();
        assertThat(match.direction).isEqualTo(Direction.NEUTRAL);
        assertThat(match.stop).isNaN();
    }

    @Test
    void isNeverMoreThanSure() {
        assertThat(detects(detector("cdlhikkake", "0.9"), 200)).isTrue();
        assertThat(match.confidence).isEqualTo(1);
    }

    @Test
    void readsOneStudyOverAllFunctionsWithATrendUnlessTold() {
        assertThat(detector("cdlhammer", "0.5").inputs().getFirst())
                .isEqualTo(
                        PatternInput.study(
                                "candles",
                                Map.of(
                                        "trend",
                                        "slope",
                                        "trendLength",
                                        "20",
                                        "trendStrength",
                                        "1.0"),
                                "CDLHAMMER"));
    }

    @Test
    void everyFunctionHasItsMeaning() {
        for (CandleFunction function : CandleFunction.values()) {
            CandleMeaning meaning = CandleMeaning.of(function);
            assertThat(meaning.bars()).as("%s", function).isBetween(1, CandleMeaning.LONGEST);
            assertThat(meaning.bars() - 1)
                    .as("%s", function)
                    .isLessThanOrEqualTo(function.barsBefore);
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> description.spec(Map.of("function", "hammer")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("function=hammer")
                .hasMessageContaining("cdlhammer");
        assertThatThrownBy(() -> patterns.create(new PatternSpec("flag", Map.of()), SERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("candle");
    }

    @Test
    void allocatesNothingWithoutAMatch() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        PatternDetector detector = detector("cdlhammer", "0.5");
        double[] inputs = {0, 10, 12, 9, 11};
        double[] state = {};
        long thread = Thread.currentThread().threadId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 1000; i++) {
                match.clear();
                detector.detect(inputs, state, 0, match);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isLessThan(1000);
    }
}
