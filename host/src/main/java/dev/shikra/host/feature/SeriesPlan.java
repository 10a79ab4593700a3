package dev.shikra.host.feature;

import dev.shikra.api.study.StudySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is computed on the bars of one timeframe. Arrays, because they are walked for every bar. */
final class SeriesPlan {
    final int[] barSlots = FeaturePlan.unused(FeatureKey.BarField.values().length);
    final int[] formingBarSlots = FeaturePlan.unused(FeatureKey.BarField.values().length);
    StudyPlace[] studies = {};

    final Previews previews;

    /** Those of {@link #studies} that take trades. */
    StudyPlace[] tradeTakers = {};

    boolean refers;

    SeriesPlan(int rows) {
        previews = new Previews(rows);
    }

    @Nullable StudyPlace find(StudySpec spec) {
        for (StudyPlace place : studies) {
            if (place.spec.equals(spec)) {
                return place;
            }
        }
        return null;
    }

    void add(StudyPlace place) {
        studies = Arrays.copyOf(studies, studies.length + 1);
        studies[studies.length - 1] = place;
        if (place.study.takesTrades()) {
            tradeTakers = Arrays.copyOf(tradeTakers, tradeTakers.length + 1);
            tradeTakers[tradeTakers.length - 1] = place;
        }
    }

    boolean previews() {
        for (int slot : formingBarSlots) {
            if (slot >= 0) {
                return true;
            }
        }
        return previews.any();
    }
}
