package dev.shikra.host.feature;

/** Bars since a condition was true. The slice: bars since, and one; 0 if it never was. */
record SinceOperator(int condition, int slot, int at) implements Operator {
    static final int STATE_SIZE = 1;

    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        if (truth(rows.get(row, condition))) {
            block[at] = 1;
        } else if (block[at] > 0) {
            block[at]++;
        }
        rows.set(row, slot, block[at] > 0 ? block[at] - 1 : Double.NaN);
    }

    /** {@return whether a condition is true: neither 0 nor unknown} */
    static boolean truth(double value) {
        return value != 0 && !Double.isNaN(value);
    }
}
