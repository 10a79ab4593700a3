package dev.shikra.host.feature;

import dev.shikra.api.study.StudySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is computed on the bars of one timeframe. Arrays, because they are walked for every bar. */
final class SeriesPlan {
    final int[] barSlots = FeaturePlan.unused(FeatureKey.BarField.values().length);
    final int[] formingBarSlots = FeaturePlan.unused(FeatureKey.BarField.values().length);
    final PreviewHeads heads;
    StudyPlace[] studies = {};

    /** Those of {@link #studies} that are previewed. */
    StudyPlace[] previewed = {};

    boolean refers;

    SeriesPlan(int rows) {
        heads = new PreviewHeads(rows);
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
    }

    /** Begins to preview a study, if it is not previewed yet. */
    void preview(StudyPlace place, StateBlocks blocks) {
        if (place.previewed) {
            return;
        }
        place.previewed = true;
        if (PreviewHeads.suits(place.study)) {
            place.headAt = heads.allocate(place.study.previewSize());
            copyHeads(place, blocks);
        }
        previewed = Arrays.copyOf(previewed, previewed.length + 1);
        previewed[previewed.length - 1] = place;
    }

    /** Makes the copies anew, after the blocks were restored. */
    void restored(StateBlocks blocks) {
        for (StudyPlace place : previewed) {
            if (place.headAt >= 0) {
                copyHeads(place, blocks);
            }
        }
    }

    private void copyHeads(StudyPlace place, StateBlocks blocks) {
        for (int row = 0; row < blocks.rows(); row++) {
            heads.copy(place, row, blocks.of(row));
        }
    }

    boolean previews() {
        for (int slot : formingBarSlots) {
            if (slot >= 0) {
                return true;
            }
        }
        return previewed.length > 0;
    }
}
