package dev.shikra.host.feature;

/**
 * A feature of another instrument. It keeps nothing.
 *
 * @param source by row, the row read; -1 where there is none
 * @param of slot read there
 */
record OtherOperator(int[] source, int of, int slot) implements Operator {
    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        rows.set(row, slot, source[row] < 0 ? Double.NaN : rows.get(source[row], of));
    }
}
