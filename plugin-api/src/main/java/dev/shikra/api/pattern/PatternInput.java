package dev.shikra.api.pattern;

import dev.shikra.api.market.Timeframe;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A value that a detector reads: of the last closed bar, never of one that is forming. What two
 * detectors or rules read alike is computed once.
 */
public sealed interface PatternInput {
    /** A value of a bar. */
    enum BarField {
        OPEN,
        HIGH,
        LOW,
        CLOSE,
        /** In units, {@code >= 0}. */
        VOLUME,
        /** Volume-weighted average price of the bar. */
        VWAP
    }

    /**
     * A value of the last closed bar.
     *
     * @param on timeframe; empty: the one at whose closed bars the detector runs
     */
    record OfBar(BarField field, Optional<Timeframe> on) implements PatternInput {}

    /**
     * An output of a study as of the last closed bar; {@code NaN} until it has warmed up.
     *
     * @param study its name, as in rules
     * @param parameters given ones; the others take the study's defaults
     * @param output one of its outputs
     * @param on timeframe; empty: the one at whose closed bars the detector runs
     */
    record OfStudy(
            String study, Map<String, String> parameters, String output, Optional<Timeframe> on)
            implements PatternInput {
        public OfStudy {
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /** {@return a value of the bar that closed} */
    static PatternInput bar(BarField field) {
        return new OfBar(field, Optional.empty());
    }

    /** {@return a study's output on the timeframe at whose bars the detector runs} */
    static PatternInput study(String name, Map<String, String> parameters, String output) {
        return new OfStudy(name, parameters, output, Optional.empty());
    }

    /** {@return the same value on {@code timeframe}'s last closed bar} */
    default PatternInput on(Timeframe timeframe) {
        return switch (this) {
            case OfBar bar -> new OfBar(bar.field(), Optional.of(timeframe));
            case OfStudy study ->
                    new OfStudy(
                            study.study(),
                            study.parameters(),
                            study.output(),
                            Optional.of(timeframe));
        };
    }
}
