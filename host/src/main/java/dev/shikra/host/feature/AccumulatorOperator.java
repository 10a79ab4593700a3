package dev.shikra.host.feature;

/**
 * A number that a formula carries from bar to bar. At a bar with an unknown operand it stays as it
 * is; a step that gives no number is {@code NaN} at its bar and changes nothing. The slice: the
 * session it began in, 1 once it made a step, the number.
 *
 * @param of slots of the operands; in the frame they come after the number so far
 */
record AccumulatorOperator(
        double start, Formula next, int[] of, double[] frame, boolean restarts, int slot, int at)
        implements Operator {
    static final int STATE_SIZE = 3;

    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        if (block[at] == 0 || restarts && block[at] != sessionOpenMs) {
            block[at] = sessionOpenMs;
            block[at + 1] = 0;
            block[at + 2] = start;
        }
        for (int i = 0; i < of.length; i++) {
            double value = rows.get(row, of[i]);
            if (Double.isNaN(value)) {
                rows.set(row, slot, block[at + 1] == 1 ? block[at + 2] : Double.NaN);
                return;
            }
            frame[1 + i] = value;
        }
        frame[0] = block[at + 2];
        double stepped = next.apply(frame);
        if (!Double.isNaN(stepped)) {
            block[at + 1] = 1;
            block[at + 2] = stepped;
        }
        rows.set(row, slot, stepped);
    }
}
