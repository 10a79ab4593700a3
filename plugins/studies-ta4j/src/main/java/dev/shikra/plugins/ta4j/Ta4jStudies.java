package dev.shikra.plugins.ta4j;

import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudyDescription;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.List;
import org.pf4j.Extension;

/**
 * The study {@code ta4j}: {@code indicator} is the simple name of one of its classes, {@code args}
 * the numbers that its constructor takes after the series or the source, separated by commas or
 * spaces; {@code length} is short for a first or only one.
 */
@Extension
public final class Ta4jStudies implements StudyFactory {
    static final String NAME = "ta4j";
    static final List<String> OUTPUTS = List.of("value");

    private final IndicatorNames names = new IndicatorNames();
    private final StudyDescription description =
            new StudyDescription(
                    NAME,
                    "Slow: any indicator of ta4j by its class name, made anew from the last bars for each value; for what is not built in",
                    List.of(
                            new Parameter.Text(
                                    "indicator",
                                    "RSIIndicator",
                                    "a class name of ta4j such as RSIIndicator"),
                            new Parameter.Whole("length", 0, 0, 5000),
                            new Parameter.Text("args", "", "numbers such as 12,26"),
                            new Parameter.Choice(
                                    "source",
                                    "close",
                                    List.of("open", "high", "low", "close", "volume", "hlc3")),
                            new Parameter.Whole("bars", 200, 2, 5000)),
                    OUTPUTS);

    @Override
    public List<StudyDescription> studies() {
        return List.of(description);
    }

    @Override
    public Study create(StudySpec spec, SeriesShape series) {
        if (!spec.name().equals(NAME)) {
            throw new IllegalArgumentException(
                    "no study '" + spec.name() + "' here: there is 'ta4j'");
        }
        String indicator = spec.text("indicator");
        return new Ta4jStudy(
                new IndicatorMaker(names.find(indicator), numbers(spec)),
                spec.text("source"),
                spec.whole("bars"));
    }

    private static double[] numbers(StudySpec spec) {
        String words = spec.text("args").strip();
        int length = spec.whole("length");
        if (length == 0 && words.isEmpty()) {
            return spec.text("indicator").equals("RSIIndicator") ? new double[] {14} : new double[0];
        }
        String text = (length > 0 ? length + " " : "") + words;
        String[] each = text.strip().split("[\\s,]+");
        double[] numbers = new double[each.length];
        for (int i = 0; i < each.length; i++) {
            try {
                numbers[i] = Double.parseDouble(each[i]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "ta4j args=" + spec.text("args") + ": '" + each[i] + "' is no number", e);
            }
        }
        return numbers;
    }
}
