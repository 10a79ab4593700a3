package dev.shikra.api.study;

import java.util.List;
import org.pf4j.ExtensionPoint;

/** Extension point: makes studies by name. */
public interface StudyFactory extends ExtensionPoint {
    /** {@return what it can make; names are unique in a host} */
    List<StudyDescription> studies();

    /**
     * Makes one study.
     *
     * @param spec its name is one of {@link #studies}; its parameters are complete and within the
     *     description's ranges
     * @param series what kind of series it will run on
     * @throws IllegalArgumentException if the parameters don't go together (a fast length above the
     *     slow one); the message says what would
     */
    Study create(StudySpec spec, SeriesShape series);
}
