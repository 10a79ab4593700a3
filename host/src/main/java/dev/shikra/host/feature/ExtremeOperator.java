package dev.shikra.host.feature;

/**
 * The highest or lowest of the last bars. The slice: bars seen, the bar (from 1) of the last
 * unknown value, the bar of the best one, then a ring of values. A new best costs nothing; only
 * when the best leaves the ring is it searched again.
 *
 * @param sign 1: highest; -1: lowest
 */
record ExtremeOperator(int of, int slot, int bars, int sign, int at) implements Operator {
    static int stateSize(int bars) {
        return 3 + bars;
    }

    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        double value = rows.get(row, of);
        int ring = at + 3;
        double seen = block[at] + 1;
        block[at] = seen;
        block[ring + (int) ((seen - 1) % bars)] = value;
        if (Double.isNaN(value)) {
            block[at + 1] = seen;
        }
        double best = block[at + 2];
        if (best <= seen - bars) {
            search(block, ring, seen);
        } else if (!Double.isNaN(value)
                && sign * value >= sign * block[ring + (int) ((best - 1) % bars)]) {
            block[at + 2] = seen;
        }
        boolean known = seen - block[at + 1] >= bars;
        rows.set(row, slot, known ? block[ring + (int) ((block[at + 2] - 1) % bars)] : Double.NaN);
    }

    /** Leaves a best of long ago if all values are unknown, so that the next one is taken. */
    private void search(double[] block, int ring, double seen) {
        double found = 0;
        double best = Double.NaN;
        for (double bar = Math.max(1, seen - bars + 1); bar <= seen; bar++) {
            double value = block[ring + (int) ((bar - 1) % bars)];
            if (!Double.isNaN(value) && (found == 0 || sign * value >= sign * best)) {
                found = bar;
                best = value;
            }
        }
        block[at + 2] = found == 0 ? seen - bars : found;
    }
}
