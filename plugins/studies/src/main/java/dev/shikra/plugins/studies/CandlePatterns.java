package dev.shikra.plugins.studies;

import dev.shikra.api.pattern.PatternDescription;
import dev.shikra.api.pattern.PatternDetector;
import dev.shikra.api.pattern.PatternFactory;
import dev.shikra.api.pattern.PatternInput;
import dev.shikra.api.pattern.PatternInput.BarField;
import dev.shikra.api.pattern.PatternMatch;
import dev.shikra.api.pattern.PatternSpec;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.SeriesShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.pf4j.Extension;

/**
 * The candle functions as a pattern detector, {@code candle}: a signal where a function gives one,
 * with or without the {@link Trend} that gives it its {@linkplain CandleMeaning meaning} (by
 * default with: a slope of 1 average range over 20 bars). Long where the function points up, short
 * where it points down, neutral for indecision. Stop: the far end of the bar. Confidence: {@code
 * confidence} for a signal of 100, in proportion for others, at most 1. All of them read one study
 * over all functions, so sixty cost little more than one.
 */
@Extension
public final class CandlePatterns implements PatternFactory {
    private static final List<Parameter> PARAMETERS = parameters();

    private static List<Parameter> parameters() {
        var all = new ArrayList<Parameter>();
        all.add(
                new Parameter.Choice(
                        "function",
                        "cdlengulfing",
                        Arrays.stream(CandleFunction.values())
                                .map(f -> f.name().toLowerCase(Locale.ROOT))
                                .toList()));
        all.add(new Parameter.Choice("trend", "slope", List.of("none", "slope", "ema")));
        all.addAll(Trend.PARAMETERS.subList(1, Trend.PARAMETERS.size()));
        all.add(new Parameter.Decimal("confidence", 0.5, 0, 1));
        return all;
    }

    @Override
    public List<PatternDescription> patterns() {
        return List.of(
                new PatternDescription(
                        "candle",
                        "A candlestick pattern at the close of a bar, after the trend it needs",
                        "1",
                        PARAMETERS));
    }

    @Override
    public PatternDetector create(PatternSpec spec, SeriesShape series) {
        if (!spec.name().equals("candle")) {
            throw new IllegalArgumentException(
                    "no detector '" + spec.name() + "': there is 'candle'");
        }
        return new Candle(spec);
    }

    private static final class Candle implements PatternDetector {
        private final CandleMeaning meaning;
        private final String function;
        private final double confidence;
        private final List<PatternInput> inputs;

        Candle(PatternSpec spec) {
            CandleFunction of =
                    CandleFunction.valueOf(spec.text("function").toUpperCase(Locale.ROOT));
            meaning = CandleMeaning.of(of);
            function = of.name();
            confidence = spec.decimal("confidence");
            Map<String, String> trend = new LinkedHashMap<>();
            Trend.PARAMETERS.forEach(p -> trend.put(p.name(), spec.text(p.name())));
            inputs =
                    List.of(
                            PatternInput.study("candles", trend, function),
                            PatternInput.bar(BarField.OPEN),
                            PatternInput.bar(BarField.HIGH),
                            PatternInput.bar(BarField.LOW),
                            PatternInput.bar(BarField.CLOSE));
        }

        @Override
        public List<PatternInput> inputs() {
            return inputs;
        }

        @Override
        public int stateSize() {
            return 0;
        }

        @Override
        public boolean detect(double[] in, double[] state, int at, PatternMatch match) {
            double signal = in[0];
            if (Double.isNaN(signal) || signal == 0) {
                return false;
            }
            int direction = meaning.direction(signal);
            match.direction =
                    direction > 0
                            ? Direction.LONG
                            : direction < 0 ? Direction.SHORT : Direction.NEUTRAL;
            match.confidence = Math.min(1, confidence * Math.abs(signal) / 100);
            match.stop = direction > 0 ? in[3] : direction < 0 ? in[2] : Double.NaN;
            var values = new LinkedHashMap<String, Double>();
            values.put(function, signal);
            values.put("open", in[1]);
            values.put("high", in[2]);
            values.put("low", in[3]);
            values.put("close", in[4]);
            match.because("candle", values);
            return true;
        }
    }
}
