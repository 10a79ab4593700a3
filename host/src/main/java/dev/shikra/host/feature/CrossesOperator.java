package dev.shikra.host.feature;

/**
 * Whether one feature crossed another at the bar that just closed: 1 or 0, {@code NaN} while either
 * bar's values are not known. The slice: bars seen, then both values at the bar before.
 *
 * @param sign 1: {@code a} crosses above {@code b}; -1: below
 */
record CrossesOperator(int a, int b, int sign, int slot, int at) implements Operator {
    static final int STATE_SIZE = 3;

    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        double nowA = rows.get(row, a);
        double nowB = rows.get(row, b);
        double previous = sign * (block[at + 1] - block[at + 2]);
        double now = sign * (nowA - nowB);
        boolean known = block[at] > 0 && !Double.isNaN(previous) && !Double.isNaN(now);
        rows.set(row, slot, !known ? Double.NaN : now > 0 && previous <= 0 ? 1 : 0);
        block[at] = block[at] + 1;
        block[at + 1] = nowA;
        block[at + 2] = nowB;
    }
}
