package dev.shikra.plugins.ta4j;

import dev.shikra.api.study.StudyContract;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.Map;
import java.util.stream.Stream;

class Ta4jContractTest extends StudyContract {
    private final Ta4jStudies studies = new Ta4jStudies();

    @Override
    protected StudyFactory factory() {
        return studies;
    }

    @Override
    protected Stream<StudySpec> moreSpecs() {
        return Stream.of(
                spec("ta4j", Map.of("indicator", "MACDIndicator", "args", "5,11", "bars", "40")),
                spec("ta4j", Map.of("indicator", "CCIIndicator", "length", "9", "bars", "30")),
                spec("ta4j", Map.of("indicator", "ATRIndicator", "length", "5", "bars", "30")));
    }

    /** A series is made anew for each value. */
    @Override
    protected boolean mayAllocate() {
        return true;
    }

    @Override
    protected int bars() {
        return 150;
    }
}
