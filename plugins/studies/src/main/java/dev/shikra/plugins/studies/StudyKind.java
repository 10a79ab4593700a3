package dev.shikra.plugins.studies;

import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudySpec;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One kind of study: what users may ask, and how it is made. */
record StudyKind(StudyDescription description, BiFunction<StudySpec, SeriesShape, Study> maker) {
    private static final int LONGEST = 5000;

    /** A kind that needs to know nothing of its series. */
    static StudyKind kind(
            String name,
            String summary,
            List<Parameter> parameters,
            List<String> outputs,
            Function<StudySpec, Study> maker) {
        return kind(name, summary, parameters, outputs, (spec, series) -> maker.apply(spec));
    }

    static StudyKind kind(
            String name,
            String summary,
            List<Parameter> parameters,
            List<String> outputs,
            BiFunction<StudySpec, SeriesShape, Study> maker) {
        return new StudyKind(new StudyDescription(name, summary, parameters, outputs), maker);
    }

    /** {@return a parameter that counts bars} */
    static Parameter bars(String name, int defaultValue) {
        return new Parameter.Whole(name, defaultValue, 1, LONGEST);
    }

    /** {@return a parameter that counts bars, of which there must be {@code least}} */
    static Parameter bars(String name, int defaultValue, int least) {
        return new Parameter.Whole(name, defaultValue, least, LONGEST);
    }

    static Parameter number(String name, double defaultValue, double least, double most) {
        return new Parameter.Decimal(name, defaultValue, least, most);
    }

    static Parameter oneOf(String name, String... values) {
        return new Parameter.Choice(name, values[0], List.of(values));
    }

    /** {@return a switch that is off unless told} */
    static Parameter flag(String name) {
        return oneOf(name, "false", "true");
    }
}
