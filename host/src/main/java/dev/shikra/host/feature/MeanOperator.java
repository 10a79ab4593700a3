package dev.shikra.host.feature;

/**
 * The mean of the last bars. The slice: bars seen, the bar (from 1) of the last unknown value, the
 * sum of what is known, then a ring of values. The sum is taken anew each time the ring is round,
 * so that rounding errors do not add up.
 */
record MeanOperator(int of, int slot, int bars, int at) implements Operator {
    static int stateSize(int bars) {
        return 3 + bars;
    }

    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        double value = rows.get(row, of);
        int ring = at + 3;
        double seen = block[at] + 1;
        block[at] = seen;
        int place = (int) ((seen - 1) % bars);
        double leaving = block[ring + place];
        block[ring + place] = value;
        if (Double.isNaN(value)) {
            block[at + 1] = seen;
        }
        if (place == bars - 1) {
            double sum = 0;
            for (int i = 0; i < bars; i++) {
                sum += known(block[ring + i]);
            }
            block[at + 2] = sum;
        } else {
            block[at + 2] += known(value) - known(leaving);
        }
        boolean known = seen - block[at + 1] >= bars;
        rows.set(row, slot, known ? block[at + 2] / bars : Double.NaN);
    }

    private static double known(double value) {
        return Double.isNaN(value) ? 0 : value;
    }
}
