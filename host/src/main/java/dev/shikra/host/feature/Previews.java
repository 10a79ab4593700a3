package dev.shikra.host.feature;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.Study;
import java.util.Arrays;

/**
 * The studies that are previewed on one timeframe, laid out for what happens at each tick: arrays
 * that are walked from one end to the other, outputs side by side, and one pass that writes those
 * that are read into the row. Owned by the engine thread.
 */
final class Previews {
    private final PreviewHeads heads;

    private StudyPlace[] places = {};
    private Study[] studies = {};

    /** By study: where its outputs begin in {@link #outputs}. */
    private int[] outAt = {};

    /** By study: where its copy lies in an instrument's heads; -1: it reads its slice. */
    private int[] headAt = {};

    private double[] outputs = {};

    /** Outputs that are read, by place in {@link #outputs}, and the slot of each. */
    private int[] read = {};

    private int[] slots = {};

    private boolean refers;

    Previews(int rows) {
        heads = new PreviewHeads(rows);
    }

    boolean any() {
        return places.length > 0;
    }

    /** {@return doubles an instrument of copies that previews read} */
    int copies() {
        return heads.size();
    }

    /** From now on an output is previewed into a slot. */
    void add(StudyPlace place, int output, int slot, StateBlocks blocks) {
        int at = Arrays.asList(places).indexOf(place);
        if (at < 0) {
            at = begin(place, blocks);
        }
        read = Arrays.copyOf(read, read.length + 1);
        read[read.length - 1] = outAt[at] + output;
        slots = Arrays.copyOf(slots, slots.length + 1);
        slots[slots.length - 1] = slot;
    }

    private int begin(StudyPlace place, StateBlocks blocks) {
        int at = places.length;
        places = Arrays.copyOf(places, at + 1);
        places[at] = place;
        studies = Arrays.copyOf(studies, at + 1);
        studies[at] = place.study;
        outAt = Arrays.copyOf(outAt, at + 1);
        outAt[at] = outputs.length;
        outputs = Arrays.copyOf(outputs, outputs.length + place.study.outputs().size());
        refers |= place.referenceRow >= 0;
        head(place, blocks);
        headAt = Arrays.copyOf(headAt, at + 1);
        headAt[at] = place.headAt;
        return at;
    }

    /**
     * Another study has taken a previewed place: outputs keep their slots by name, and what the new
     * one has no output for is NaN from now on.
     */
    void taken(StudyPlace place, Study before, StateBlocks blocks) {
        int at = Arrays.asList(places).indexOf(place);
        if (at < 0) {
            return;
        }
        studies[at] = place.study;
        int from = outAt[at];
        outAt[at] = outputs.length;
        int own = place.study.outputs().size();
        // One more, which nobody writes, for those that are gone.
        outputs = Arrays.copyOf(outputs, outputs.length + own + 1);
        Arrays.fill(outputs, outAt[at], outputs.length, Double.NaN);
        for (int i = 0; i < read.length; i++) {
            int output = read[i] - from;
            if (output >= 0 && output < before.outputs().size()) {
                int there = place.study.outputs().indexOf(before.outputs().get(output));
                read[i] = outAt[at] + (there < 0 ? own : there);
            }
        }
        place.headAt = -1;
        head(place, blocks);
        headAt[at] = place.headAt;
    }

    private void head(StudyPlace place, StateBlocks blocks) {
        if (PreviewHeads.suits(place.study)) {
            place.headAt = heads.allocate(place.study.previewSize());
            for (int row = 0; row < blocks.rows(); row++) {
                heads.copy(place, row, blocks.of(row));
            }
        }
    }

    /** Takes over what a study's slice begins with, after it changed. */
    void changed(StudyPlace place, int row, double[] block) {
        if (place.headAt >= 0) {
            heads.copy(place, row, block);
        }
    }

    /** Makes an instrument's copies anew, after its block was restored. */
    void restored(int row, double[] block) {
        for (StudyPlace place : places) {
            changed(place, row, block);
        }
    }

    /**
     * Previews an instrument's forming bar.
     *
     * @return how many studies threw: their outputs are NaN
     */
    int run(int row, Bar forming, StateBlocks blocks, FeatureRows rows) {
        int faults = 0;
        double[] block = blocks.of(row);
        double[] memory = heads.memory();
        int headsAt = heads.of(row);
        double[] out = outputs;
        Study[] each = studies;
        for (int i = 0; i < each.length; i++) {
            if (refers) {
                forming.referenceClose = places[i].reference(blocks);
            }
            try {
                if (headAt[i] >= 0) {
                    each[i].preview(forming, memory, headsAt + headAt[i], out, outAt[i]);
                } else {
                    each[i].preview(forming, block, places[i].at, out, outAt[i]);
                }
            } catch (RuntimeException e) {
                faults++;
                Arrays.fill(out, outAt[i], outAt[i] + each[i].outputs().size(), Double.NaN);
            }
        }
        rows.set(row, slots, out, read);
        return faults;
    }
}
