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

    /**
     * Reads the beginning of every slice that a preview is about to read. The reads wait for memory
     * together, while those of the studies would wait one after another: with thousands of
     * instruments a block is in no cache.
     *
     * @return a number that means nothing, to be kept so that the reads are not left out
     */
    double touch(double[] block) {
        double sum = 0;
        for (StudyPlace place : studies) {
            if (place.previewed) {
                sum += block[place.at] + block[Math.min(place.at + LINE, block.length - 1)];
            }
        }
        return sum;
    }

    /** Doubles in a cache line. */
    private static final int LINE = 8;

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
