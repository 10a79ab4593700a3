package dev.shikra.plugins.studies;

import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** All studies of this plugin by name. Any thread. */
@Extension
public final class Studies implements StudyFactory {
    private final Map<String, StudyKind> kinds = new LinkedHashMap<>();

    public Studies() {
        Stream.of(
                        AverageKinds.ALL,
                        MomentumKinds.ALL,
                        RangeKinds.ALL,
                        VolumeKinds.ALL,
                        SessionKinds.ALL,
                        CandleKinds.ALL)
                .flatMap(List::stream)
                .forEach(kind -> kinds.put(kind.description().name(), kind));
    }

    @Override
    public List<StudyDescription> studies() {
        return kinds.values().stream().map(StudyKind::description).toList();
    }

    @Override
    public Study create(StudySpec spec, SeriesShape series) {
        StudyKind kind = kinds.get(spec.name());
        if (kind == null) {
            throw new IllegalArgumentException(
                    "no study '" + spec.name() + "': one of " + String.join(", ", kinds.keySet()));
        }
        return kind.maker().apply(spec, series);
    }
}
