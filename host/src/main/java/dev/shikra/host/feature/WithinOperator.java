package dev.shikra.host.feature;

/**
 * Whether a condition was true at one of the last bars. The slice: bars since it was true, and one,
 * 0 if it never was; bars in a row at which it was known.
 */
record WithinOperator(int condition, int slot, int bars, int at) implements Operator {
    static final int STATE_SIZE = 2;

    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        double value = rows.get(row, condition);
        if (SinceOperator.truth(value)) {
            block[at] = 1;
        } else if (block[at] > 0) {
            block[at]++;
        }
        block[at + 1] = Double.isNaN(value) ? 0 : block[at + 1] + 1;
        boolean was = block[at] > 0 && block[at] <= bars;
        rows.set(row, slot, was ? 1 : block[at + 1] >= bars ? 0 : Double.NaN);
    }
}
