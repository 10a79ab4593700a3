package dev.shikra.host.feature;

import dev.shikra.api.study.Study;
import dev.shikra.api.study.StudySpec;
import java.util.Arrays;

/** A study that runs on a timeframe: where its state lies in a block and its outputs in a row. */
final class StudyPlace {
    final StudySpec spec;
    Study study;
    int at;
    int[] slots;
    double[] out;

    /** Where a copy of what its previews read lies, in the timeframe's heads; -1: nowhere. */
    int headAt = -1;

    /** Row of the study's reference instrument; -1: it has none. */
    int referenceRow = -1;

    /** Where the reference's last close stands in the reference's own block. */
    int referenceAt;

    StudyPlace(StudySpec spec, Study study, int at) {
        this.spec = spec;
        this.study = study;
        this.at = at;
        slots = FeaturePlan.unused(study.outputs().size());
        out = new double[study.outputs().size()];
        Arrays.fill(out, Double.NaN);
    }

    /** {@return the reference's last close; NaN without one, and before there is a bar} */
    double reference(StateBlocks blocks) {
        double close = referenceRow < 0 ? Double.NaN : blocks.of(referenceRow)[referenceAt];
        return close == 0 ? Double.NaN : close;
    }

    /**
     * Lets another plugin's study take this place. Outputs keep their slots by name; what the new
     * one has no output for is {@code NaN} from now on.
     *
     * @param begin where its state begins
     */
    void take(Study next, int begin) {
        slots = moved(slots, next);
        out = new double[next.outputs().size()];
        Arrays.fill(out, Double.NaN);
        study = next;
        at = begin;
    }

    private int[] moved(int[] from, Study next) {
        int[] to = FeaturePlan.unused(next.outputs().size());
        for (int o = 0; o < from.length; o++) {
            int there = next.outputs().indexOf(study.outputs().get(o));
            if (there >= 0) {
                to[there] = from[o];
            }
        }
        return to;
    }
}
