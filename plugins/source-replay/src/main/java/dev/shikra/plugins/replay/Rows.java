package dev.shikra.plugins.replay;

import dev.shikra.api.source.TickFrame;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of all files, by column in primitive arrays: 13 bytes a row and 8 for each value that
 * occurs. One thread.
 */
final class Rows {
    static final byte TRADE = 0;
    static final byte QUOTED_TRADE = 1;
    static final byte QUOTE = 2;
    static final byte CUMULATIVE = 3;
    static final byte BAR = 4;

    /**
     * Columns: of a tick price, quantity, bid and ask with theirs, open interest; of a bar open,
     * high, low, close, volume, open interest.
     */
    static final int WIDTH = 7;

    private static final long BAR_MS = 60_000;

    private long[] receipt = new long[1024];
    private int[] instrument = new int[1024];
    private byte[] kind = new byte[1024];
    private final double[] @Nullable [] values = new double[WIDTH] @Nullable [];
    private int size;

    int size() {
        return size;
    }

    /** Adds a row; its values follow by {@link #set}. */
    void add(byte rowKind, int place, long timeMs) {
        if (size == receipt.length) {
            int grown = Math.addExact(size, (size >> 1) + 1024);
            receipt = Arrays.copyOf(receipt, grown);
            instrument = Arrays.copyOf(instrument, grown);
            kind = Arrays.copyOf(kind, grown);
            for (int i = 0; i < WIDTH; i++) {
                double[] column = values[i];
                if (column != null) {
                    values[i] = grow(column, grown);
                }
            }
        }
        receipt[size] = rowKind == BAR ? timeMs + BAR_MS : timeMs;
        instrument[size] = place;
        kind[size] = rowKind;
        size++;
    }

    private static double[] grow(double[] column, int length) {
        double[] grown = Arrays.copyOf(column, length);
        Arrays.fill(grown, column.length, length, Double.NaN);
        return grown;
    }

    /** Sets a value of the last row; what is not set is absent. */
    void set(int column, double value) {
        double[] cells = values[column];
        if (cells == null) {
            if (Double.isNaN(value)) {
                return;
            }
            cells = new double[receipt.length];
            Arrays.fill(cells, Double.NaN);
            values[column] = cells;
        }
        cells[size - 1] = value;
    }

    /** {@return when the row was received, or its bar ended, epoch ms} */
    long receiptMs(int row) {
        return receipt[row];
    }

    private double value(int column, int row) {
        double[] cells = values[column];
        return cells == null ? Double.NaN : cells[row];
    }

    /** {@return rows by time, then instrument, then the order they were added in} */
    int[] ordered() {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        return size < 2 ? order : mergeRuns(order);
    }

    /**
     * Natural merge sort: files are runs already in order, or nearly so, and equal rows keep
     * theirs.
     */
    private int[] mergeRuns(int[] order) {
        int[] from = order;
        int[] to = new int[size];
        int[] ends = new int[64];
        int runs = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || after(from[i - 1], from[i])) {
                if (runs == ends.length) {
                    ends = Arrays.copyOf(ends, runs * 2);
                }
                ends[runs++] = i;
            }
        }
        while (runs > 1) {
            int merged = 0;
            for (int run = 0; run < runs; run += 2) {
                int left = run == 0 ? 0 : ends[run - 1];
                int middle = ends[run];
                int right = run + 1 < runs ? ends[run + 1] : middle;
                merge(from, to, left, middle, right);
                ends[merged++] = right;
            }
            runs = merged;
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int left, int middle, int right) {
        int a = left;
        int b = middle;
        for (int i = left; i < right; i++) {
            to[i] = b >= right || (a < middle && !after(from[a], from[b])) ? from[a++] : from[b++];
        }
    }

    private boolean after(int a, int b) {
        return receipt[a] != receipt[b] ? receipt[a] > receipt[b] : instrument[a] > instrument[b];
    }

    /** Writes the row as an entry. */
    void write(int row, TickFrame.Writer frame, dev.shikra.api.market.Tick scratch) {
        int place = instrument[row];
        long ms = receipt[row];
        double first = value(0, row);
        double second = value(1, row);
        switch (kind[row]) {
            case TRADE -> frame.trade(place, ms, first, second);
            case QUOTED_TRADE ->
                    frame.trade(
                            place,
                            ms,
                            first,
                            second,
                            value(2, row),
                            value(3, row),
                            value(4, row),
                            value(5, row),
                            value(6, row));
            case QUOTE ->
                    frame.quote(
                            place,
                            ms,
                            first,
                            value(2, row),
                            value(3, row),
                            value(4, row),
                            value(5, row),
                            value(6, row));
            case CUMULATIVE -> {
                scratch.clear();
                scratch.instrument = place;
                scratch.exchangeTimeMs = ms;
                scratch.lastPrice = first;
                scratch.volume = second;
                frame.quoteSnapshot(scratch);
            }
            default ->
                    frame.bar(
                            place,
                            ms - BAR_MS,
                            first,
                            second,
                            value(2, row),
                            value(3, row),
                            value(4, row),
                            value(5, row));
        }
    }
}
