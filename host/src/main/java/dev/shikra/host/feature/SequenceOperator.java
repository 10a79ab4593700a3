package dev.shikra.host.feature;

/**
 * Conditions that come true one after another, each within some bars of the one before. The slice:
 * for each condition the bars since everything up to it was last done, counted to the bar to come;
 * 0 if never.
 *
 * @param conditions slots read
 */
record SequenceOperator(int[] conditions, int slot, int bars, int at) implements Operator {
    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        boolean known = true;
        boolean done = false;
        for (int step = conditions.length - 1; step >= 0; step--) { // what was done before this bar
            double value = rows.get(row, conditions[step]);
            known &= !Double.isNaN(value);
            double before = step == 0 ? 1 : block[at + step - 1];
            boolean here = SinceOperator.truth(value) && before > 0 && before <= bars;
            if (here) {
                block[at + step] = 1;
            } else if (block[at + step] > 0) {
                block[at + step]++;
            }
            done |= here && step == conditions.length - 1;
        }
        rows.set(row, slot, !known ? Double.NaN : done ? 1 : 0);
    }
}
