package dev.shikra.host.feature;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The operators in the order in which they were asked for: whatever one reads was asked for before
 * it. Row by row, which keeps a row's memory near; only before an operator that reads other rows do
 * all rows catch up.
 */
final class OperatorOrder {
    /** In place of a timeframe: at every minute, for every row. */
    static final int ALL_ROWS = -1;

    private final RowSet any;
    private Operator[] operators = {};
    private int[] timeframes = {};
    private int[] segments = {0};

    OperatorOrder(int rows) {
        any = new RowSet(rows);
    }

    /** Adds one that works on the bars of a timeframe. */
    void add(Operator operator, int timeframe) {
        operators = Arrays.copyOf(operators, operators.length + 1);
        operators[operators.length - 1] = operator;
        timeframes = Arrays.copyOf(timeframes, operators.length);
        timeframes[operators.length - 1] = timeframe;
    }

    /** Adds one that reads other rows, which all have caught up when it runs. */
    void addOther(Operator operator) {
        if (operators.length > 0 && timeframes[operators.length - 1] != ALL_ROWS) {
            segments = Arrays.copyOf(segments, segments.length + 1);
            segments[segments.length - 1] = operators.length;
        }
        add(operator, ALL_ROWS);
    }

    /**
     * Runs the operators of the bars that closed.
     *
     * @param closed by timeframe the rows whose bar closed, null where no bar ends
     */
    void run(
            @Nullable RowSet[] closed, double sessionOpenMs, FeatureRows rows, StateBlocks blocks) {
        if (operators.length == 0) {
            return;
        }
        any.clear();
        for (RowSet set : closed) {
            if (set != null) {
                any.addAll(set);
            }
        }
        for (int segment = 0; segment < segments.length; segment++) {
            int from = segments[segment];
            int to = segment + 1 < segments.length ? segments[segment + 1] : operators.length;
            int others = from; // those that read other rows lead their segment
            while (others < to && timeframes[others] == ALL_ROWS) {
                others++;
            }
            for (int row = 0; others > from && row < rows.rows(); row++) {
                for (int i = from; i < others; i++) {
                    operators[i].commit(row, rows, blocks.of(row), sessionOpenMs);
                }
            }
            for (int row = any.next(0); row >= 0; row = any.next(row + 1)) {
                double[] block = blocks.of(row);
                for (int i = others; i < to; i++) {
                    RowSet set = closed[timeframes[i]];
                    if (set != null && set.contains(row)) {
                        operators[i].commit(row, rows, block, sessionOpenMs);
                    }
                }
            }
        }
    }
}
