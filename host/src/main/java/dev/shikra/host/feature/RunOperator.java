package dev.shikra.host.feature;

/**
 * Whether each of the last bars was above (or below) the one before it. The slice: 1 if there is a
 * bar before, its value, bars in a row that did, bars in a row that are known.
 *
 * @param sign 1: rising; -1: falling
 */
record RunOperator(int of, int slot, int bars, int sign, int at) implements Operator {
    static final int STATE_SIZE = 4;

    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        double value = rows.get(row, of);
        if (Double.isNaN(value)) {
            block[at] = 0;
            block[at + 2] = 0;
            block[at + 3] = 0;
        } else {
            if (block[at] == 1) {
                block[at + 2] = sign * value > sign * block[at + 1] ? block[at + 2] + 1 : 0;
                block[at + 3]++;
            }
            block[at] = 1;
            block[at + 1] = value;
        }
        rows.set(row, slot, block[at + 3] < bars ? Double.NaN : block[at + 2] >= bars ? 1 : 0);
    }
}
