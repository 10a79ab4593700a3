package dev.shikra.api.pattern;

import dev.shikra.api.study.SeriesShape;
import java.util.List;
import org.pf4j.ExtensionPoint;

/** Extension point: makes {@linkplain PatternDetector pattern detectors} by name. */
public interface PatternFactory extends ExtensionPoint {
    /** {@return what it can make; names are unique in a host} */
    List<PatternDescription> patterns();

    /**
     * Makes one detector.
     *
     * @param spec its name is one of {@link #patterns}; its parameters are complete and within the
     *     description's ranges
     * @param series the bars at whose close it will run
     * @throws IllegalArgumentException if the parameters don't go together; the message says what
     *     would
     */
    PatternDetector create(PatternSpec spec, SeriesShape series);
}
