package dev.shikra.host.feature;

/**
 * The last values of a feature, newest first, in the slots after its own; its own tells whether all
 * are known. The slice: bars seen, then the bar (from 1) at which the last unknown value came.
 *
 * @param of slot read
 * @param slot slot filled, with {@code bars} slots after it
 */
record WindowOperator(int of, int slot, int bars, int at) implements Operator {
    static final int STATE_SIZE = 2;

    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        double value = rows.get(row, of);
        double seen = block[at] + 1;
        block[at] = seen;
        if (Double.isNaN(value)) {
            block[at + 1] = seen;
        }
        rows.shift(row, slot + 1, bars);
        rows.set(row, slot + 1, value);
        boolean known = seen - block[at + 1] >= bars;
        rows.set(row, slot, known ? 1 : Double.NaN);
    }
}
