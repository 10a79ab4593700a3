package dev.shikra.host.feature;

/**
 * What a feature was some closed bars ago. The slice: bars seen, then a ring of the last {@code
 * bars} values.
 *
 * @param of slot read
 * @param slot slot filled
 * @param at where the slice begins in a block
 */
record AgoOperator(int of, int slot, int bars, int at) implements Operator {
    static int stateSize(int bars) {
        return 1 + bars;
    }

    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        double seen = block[at];
        int place = at + 1 + (int) (seen % bars);
        rows.set(row, slot, seen >= bars ? block[place] : Double.NaN);
        block[place] = rows.get(row, of);
        block[at] = seen + 1;
    }
}
