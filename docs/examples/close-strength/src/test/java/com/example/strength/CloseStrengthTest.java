package com.example.strength;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudyContract;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class CloseStrengthTest extends StudyContract {
    @Override
    protected StudyFactory factory() {
        return new CloseStrengthStudies();
    }

    /** The same from all bars anew: a plain mean of the first, then each bar moves it. */
    @Override
    protected Optional<Window> window(StudySpec spec) {
        int length = spec.whole("length");
        return Optional.of(bars -> {
            double mean = 0;
            for (int i = 0; i < bars.size(); i++) {
                Bar bar = bars.get(i);
                double place =
                        bar.high == bar.low ? 0.5 : (bar.close - bar.low) / (bar.high - bar.low);
                int counted = Math.min(i + 1, length);
                mean = (mean * (counted - 1) + place) / counted;
            }
            return new double[] {bars.size() < length ? Double.NaN : mean};
        });
    }

    @Override
    protected Stream<StudySpec> moreSpecs() {
        return Stream.of(spec("closestrength", Map.of("length", "1")));
    }
}
