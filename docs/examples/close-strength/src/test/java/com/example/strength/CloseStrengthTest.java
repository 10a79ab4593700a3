package com.example.strength;

import dev.shikra.api.study.StudyContract;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.Map;
import java.util.stream.Stream;

class CloseStrengthTest extends StudyContract {
    @Override
    protected StudyFactory factory() {
        return new CloseStrengthStudies();
    }

    @Override
    protected Stream<StudySpec> moreSpecs() {
        return Stream.of(spec("closestrength", Map.of("length", "1")));
    }
}
