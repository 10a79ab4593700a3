package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.Parameter;
import dev.shikra.api.study.StudySpec;
import java.util.Arrays;
import java.util.Locale;

/** Which number of a bar a study reads. */
enum Source {
    OPEN,
    HIGH,
    LOW,
    CLOSE,
    VOLUME,
    /** (high + low) / 2. */
    HL2,
    /** (high + low + close) / 3. */
    HLC3,
    /** (open + high + low + close) / 4. */
    OHLC4;

    /** The parameter that chooses one, {@code close} unless told. */
    static final Parameter PARAMETER =
            new Parameter.Choice(
                    "source",
                    "close",
                    Arrays.stream(values()).map(s -> s.name().toLowerCase(Locale.ROOT)).toList());

    static Source of(StudySpec spec) {
        return valueOf(spec.text("source").toUpperCase(Locale.ROOT));
    }

    double of(Bar bar) {
        return switch (this) {
            case OPEN -> bar.open;
            case HIGH -> bar.high;
            case LOW -> bar.low;
            case CLOSE -> bar.close;
            case VOLUME -> bar.volume;
            case HL2 -> (bar.high + bar.low) / 2;
            case HLC3 -> bar.typicalPrice();
            case OHLC4 -> (bar.open + bar.high + bar.low + bar.close) / 4;
        };
    }
}
