package com.example.strength;

import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.List;
import org.pf4j.Extension;

/** In a rule: {@code bar.on('5m').study.closestrength({length: 20})}. */
@Extension
public final class CloseStrengthStudies implements StudyFactory {
    private static final String NAME = "closestrength";

    @Override
    public List<StudyDescription> studies() {
        return List.of(
                new StudyDescription(
                        NAME,
                        "Where bars close in their range, 0 to 1, smoothed.",
                        List.of(new Parameter.Whole("length", 20, 1, 1000)),
                        List.of("value")));
    }

    @Override
    public Study create(StudySpec spec, SeriesShape series) {
        if (!spec.name().equals(NAME)) {
            throw new IllegalArgumentException("there is no study '" + spec.name() + "' here");
        }
        return new CloseStrength(spec.whole("length"));
    }
}
