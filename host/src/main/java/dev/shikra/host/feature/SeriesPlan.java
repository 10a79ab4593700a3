package dev.shikra.host.feature;

import dev.shikra.api.study.Study;
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
        findTradeTakers();
    }

    /** Another study has taken a place here. */
    void taken(StudyPlace place, Study before, StateBlocks blocks) {
        findTradeTakers();
        previews.taken(place, before, blocks);
    }

    private void findTradeTakers() {
        tradeTakers =
                Arrays.stream(studies)
                        .filter(place -> place.study.takesTrades())
                        .toArray(StudyPlace[]::new);
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
