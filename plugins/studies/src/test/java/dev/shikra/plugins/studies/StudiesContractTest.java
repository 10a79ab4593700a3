package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudyContract;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.Map;
import java.util.stream.Stream;

class StudiesContractTest extends StudyContract {
    private final Studies studies = new Studies();

    @Override
    protected StudyFactory factory() {
        return studies;
    }

    @Override
    protected Stream<StudySpec> moreSpecs() {
        return Stream.of(
                spec("sma", Map.of("length", "1")),
                spec("sma", Map.of("length", "200", "source", "volume")),
                spec("ema", Map.of("length", "9", "seed", "first")),
                spec("rsi", Map.of("length", "2", "source", "hlc3")),
                spec("atr", Map.of("tr0", "true")),
                spec("vwap", Map.of("anchor", "start")),
                spec("vwap", Map.of("anchor", "rolling", "length", "7")),
                spec("rvol", Map.of("days", "3", "min", "1")),
                spec("openingrange", Map.of("minutes", "30")));
    }
}
