package dev.shikra.plugins.studies;

import dev.shikra.api.pattern.PatternContract;
import dev.shikra.api.pattern.PatternFactory;
import dev.shikra.api.pattern.PatternSpec;
import java.util.Map;
import java.util.stream.Stream;

class CandlePatternsContractTest extends PatternContract {
    @Override
    protected PatternFactory factory() {
        return new CandlePatterns();
    }

    @Override
    protected Stream<PatternSpec> moreSpecs() {
        return Stream.of(
                spec("candle", Map.of("function", "cdldoji", "confidence", "1")),
                spec("candle", Map.of("function", "cdlhammer", "trend", "none")));
    }
}
