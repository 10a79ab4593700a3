package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import java.util.Arrays;

/**
 * Volume by price in a bounded number of rows. A row is one base tick high at first; all double in
 * height whenever the prices do not fit, so memory is bounded and nothing is lost but resolution.
 * In the slice: base tick, doublings, lowest and highest row in use, total, the rows as a ring.
 *
 * <p>It has working memory of its own, which holds nothing between two calls.
 */
final class PriceRows {
    /** Prices farther from 0, in base ticks, have no row. */
    private static final double FARTHEST = 1e12;

    /** A price on the grid belongs to its own row although its quotient may fall short of it. */
    private static final double GRID = 1e-6;

    private static final int TICK = 0;

    /** How often the rows have doubled. */
    private static final int DOUBLED = 1;

    private static final int LOWEST = 2;
    private static final int HIGHEST = 3;
    private static final int TOTAL = 4;
    private static final int ROWS = 5;

    private final int rows;

    /** Rows while they are put together. */
    private final double[] coarse;

    /**
     * @param rows at most, {@code >= 1}
     */
    PriceRows(int rows) {
        this.rows = rows;
        this.coarse = new double[rows];
    }

    /** {@return doubles of a slice with so many rows} */
    static int size(int rows) {
        return ROWS + rows;
    }

    /** {@return doubles of the slice} */
    int size() {
        return size(rows);
    }

    /** Forgets all. */
    void clear(double[] state, int at) {
        Arrays.fill(state, at, at + size(), 0);
    }

    /** {@return units in all rows; 0: it is empty} */
    static double total(double[] state, int at) {
        return state[at + TOTAL];
    }

    /**
     * {@return the height of the finest rows: what they have, or while they are empty {@code
     * given}, or where that is 0 the instrument's tick size, or where that is not known a power of
     * ten between 1/10000 and 1/100000 of {@code price}}
     */
    static double base(double given, Bar bar, double price, double[] state, int at) {
        return state[at + TOTAL] > 0 ? state[at + TICK] : firstBase(given, bar, price);
    }

    /** {@return as {@link #base}, while they are empty} */
    static double firstBase(double given, Bar bar, double price) {
        if (given > 0) {
            return given;
        }
        if (bar.tickSize > 0) {
            return bar.tickSize;
        }
        double finest = 1e-12;
        double least = Math.abs(price) * 1e-5;
        while (finest * 10 <= least) {
            finest *= 10;
        }
        return finest;
    }

    /** {@return whether a price has a row} */
    static boolean near(double price, double base) {
        return Math.abs(price) <= base * FARTHEST;
    }

    /** Spreads {@code volume} evenly over the rows from the lower to the higher of two prices. */
    void add(double volume, double from, double to, double base, double[] state, int at) {
        boolean empty = state[at + TOTAL] == 0;
        double height = Math.scalb(base, (int) state[at + DOUBLED]);
        long low = row(Math.min(from, to), height);
        long high = row(Math.max(from, to), height);
        long lowest = empty ? low : Math.min((long) state[at + LOWEST], low);
        long highest = empty ? high : Math.max((long) state[at + HIGHEST], high);
        int doublings = 0;
        while ((highest >> doublings) - (lowest >> doublings) >= rows) {
            doublings++;
        }
        if (doublings > 0 && !empty) {
            coarsen(state, at, doublings);
        }
        low >>= doublings;
        high >>= doublings;
        double each = volume / (high - low + 1);
        for (long row = low; row <= high; row++) {
            state[place(at, row)] += each;
        }
        state[at + TICK] = base;
        state[at + DOUBLED] += doublings;
        state[at + LOWEST] = lowest >> doublings;
        state[at + HIGHEST] = highest >> doublings;
        state[at + TOTAL] += volume;
    }

    /**
     * Adds what other rows hold, each spread over its prices.
     *
     * @param low with {@code high}: the prices that {@code others} were given lie between
     */
    void addAll(
            PriceRows others,
            double[] from,
            int fromAt,
            double low,
            double high,
            double base,
            double[] state,
            int at) {
        double tick = from[fromAt + TICK];
        double height = Math.scalb(tick, (int) from[fromAt + DOUBLED]);
        long highest = (long) from[fromAt + HIGHEST];
        for (long row = (long) from[fromAt + LOWEST]; row <= highest; row++) {
            double volume = from[others.place(fromAt, row)];
            if (volume > 0) {
                double bottom = Math.min(Math.max(row * height, low), high);
                double top = Math.max(Math.min((row + 1) * height - tick, high), bottom);
                add(volume, bottom, top, base, state, at);
            }
        }
    }

    private void coarsen(double[] state, int at, int doublings) {
        Arrays.fill(coarse, 0);
        long lowest = (long) state[at + LOWEST];
        long highest = (long) state[at + HIGHEST];
        for (long row = lowest; row <= highest; row++) {
            coarse[(int) ((row >> doublings) - (lowest >> doublings))] += state[place(at, row)];
        }
        Arrays.fill(state, at + ROWS, at + ROWS + rows, 0);
        for (long row = lowest >> doublings; row <= highest >> doublings; row++) {
            state[place(at, row)] = coarse[(int) (row - (lowest >> doublings))];
        }
    }

    /**
     * Fills poc, vah, val, nodeAbove and nodeBelow, as {@link VolumeProfile} says; nothing while it
     * is empty.
     */
    void read(double close, double valueArea, double[] state, int at, double[] out, int outAt) {
        if (state[at + TOTAL] > 0 && near(close, state[at + TICK])) {
            describe(close, valueArea, state, at, out, outAt);
        }
    }

    private void describe(
            double close, double valueArea, double[] state, int at, double[] out, int outAt) {
        long lowest = (long) state[at + LOWEST];
        long highest = (long) state[at + HIGHEST];
        double base = state[at + TICK];
        double height = Math.scalb(base, (int) state[at + DOUBLED]);
        long fullest = lowest;
        for (long row = lowest + 1; row <= highest; row++) {
            if (state[place(at, row)] > state[place(at, fullest)]) {
                fullest = row;
            }
        }
        long bottom = fullest;
        long top = fullest;
        double held = state[place(at, fullest)];
        double wanted = valueArea * state[at + TOTAL];
        while (held < wanted && (bottom > lowest || top < highest)) {
            double above = top < highest ? state[place(at, top + 1)] : -1;
            double below = bottom > lowest ? state[place(at, bottom - 1)] : -1;
            if (above >= below) {
                top++;
                held += above;
            } else {
                bottom--;
                held += below;
            }
        }
        out[outAt] = middle(fullest, height, base);
        out[outAt + 1] = (top + 1) * height - base;
        out[outAt + 2] = bottom * height;
        out[outAt + 3] = node(row(close, height), 1, height, state, at);
        out[outAt + 4] = node(row(close, height), -1, height, state, at);
    }

    private double node(long from, int side, double height, double[] state, int at) {
        long lowest = (long) state[at + LOWEST];
        long highest = (long) state[at + HIGHEST];
        double mean = state[at + TOTAL] / (highest - lowest + 1);
        long first = side > 0 ? Math.max(from + 1, lowest) : Math.min(from - 1, highest);
        for (long row = first; row >= lowest && row <= highest; row += side) {
            double volume = state[place(at, row)];
            double below = row > lowest ? state[place(at, row - 1)] : 0;
            double above = row < highest ? state[place(at, row + 1)] : 0;
            if (volume > mean && volume > below && volume >= above) {
                return middle(row, height, state[at + TICK]);
            }
        }
        return Double.NaN;
    }

    private int place(int at, long row) {
        return at + ROWS + (int) Math.floorMod(row, (long) rows);
    }

    private static long row(double price, double height) {
        return (long) Math.floor(price / height + GRID);
    }

    private static double middle(long row, double height, double base) {
        return row * height + (height - base) / 2;
    }
}
