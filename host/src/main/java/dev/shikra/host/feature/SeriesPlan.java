package dev.shikra.host.feature;

import dev.shikra.api.study.StudySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is computed on the bars of one timeframe. Arrays, because they are walked for every bar. */
final class SeriesPlan {
    final int[] barSlots = FeaturePlan.unused(FeatureKey.BarField.values().length);
    final int[] formingBarSlots = FeaturePlan.unused(FeatureKey.BarField.values().length);
    StudyPlace[] studies = {};
    boolean refers;

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
    }

    boolean previews() {
        for (int slot : formingBarSlots) {
            if (slot >= 0) {
                return true;
            }
        }
        for (StudyPlace place : studies) {
            if (place.previewed) {
                return true;
            }
        }
        return false;
    }
}
