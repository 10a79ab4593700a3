package dev.shikra.host.feature;

/**
 * A formula of other features at the bar that just closed.
 *
 * @param of slots of the operands
 * @param frame of the formula; every row uses it in turn
 */
record FormulaOperator(Formula formula, int[] of, double[] frame, int slot) implements Operator {
    @Override
    public void commit(int row, FeatureRows rows, double[] block, double sessionOpenMs) {
        for (int i = 0; i < of.length; i++) {
            double value = rows.get(row, of[i]);
            if (Double.isNaN(value)) {
                rows.set(row, slot, Double.NaN);
                return;
            }
            frame[i] = value;
        }
        rows.set(row, slot, formula.apply(frame));
    }
}
