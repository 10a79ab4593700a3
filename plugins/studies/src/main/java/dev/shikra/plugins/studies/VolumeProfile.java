package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.Arrays;
import java.util.List;

/**
 * Volume by price since the session's first bar, or since the first bar of all; all in price units.
 * A bar's volume is spread evenly over the rows from its low to its high. poc: the row with most
 * volume, the lowest of equals; val and vah: ends of the value area, which grows from the poc to
 * the side of the fuller next row (upwards if equal) until it holds the fraction {@code valueArea};
 * nodeAbove and nodeBelow: the nearest rows above and below the close that hold more than the mean
 * and are fuller than the row below and not emptier than the row above them. A row is given by the
 * middle of its prices, the area by its outermost prices.
 *
 * <p>Rows are {@code tick} high (0: the instrument's tick size, or where that is not known a power of
 * ten between 1/10000 and 1/100000 of the first price) and double in height whenever the prices do not fit into {@code rows} of them, so memory is
 * bounded; work per bar grows with {@code rows}. {@code NaN} before any volume. A price more than
 * 1e12 ticks from 0, and a bar of a session that is over, is not taken and gives {@code NaN}.
 *
 * <p>Unlike other studies it has working memory of its own, which holds nothing between two calls:
 * one object serves one engine thread.
 */
final class VolumeProfile extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("poc", "vah", "val", "nodeAbove", "nodeBelow");

    private static final double FARTHEST = 1e12;

    /** A price on the grid belongs to its own row although its quotient may fall short of it. */
    private static final double GRID = 1e-6;

    private static final int TICK = Session.SIZE;

    /** How often the rows have doubled. */
    private static final int DOUBLED = TICK + 1;

    private static final int LOWEST = TICK + 2;
    private static final int HIGHEST = TICK + 3;
    private static final int TOTAL = TICK + 4;
    private static final int ROWS = TICK + 5;

    private final boolean bySession;
    private final int rows;
    private final double tick;
    private final double valueArea;

    /** A copy of the slice, on which previews work. */
    private final double[] copy;

    /** Rows while they are put together. */
    private final double[] coarse;

    VolumeProfile(StudySpec spec) {
        super(OUTPUTS, 1, ROWS + spec.whole("rows"));
        this.bySession = spec.text("anchor").equals("session");
        this.rows = spec.whole("rows");
        this.tick = spec.decimal("tick");
        this.valueArea = spec.decimal("valueArea");
        this.copy = new double[stateSize()];
        this.coarse = new double[rows];
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usableVolume(bar);
    }

    @Override
    void step(Bar bar, double[] state, int at, boolean keep, double[] out, int outAt) {
        if (!keep) {
            System.arraycopy(state, at, copy, 0, copy.length);
            step(bar, copy, 0, true, out, outAt);
            return;
        }
        undefined(out, outAt);
        boolean begins = bySession && Session.begins(state, at, bar);
        if (bySession && Session.isOver(state, at, bar)) {
            return;
        }
        double base = begins || state[at + TOTAL] == 0 ? firstTick(bar) : state[at + TICK];
        if (!near(bar, base)) {
            return;
        }
        if (begins) {
            Arrays.fill(state, at, at + stateSize(), 0);
        }
        Session.enter(state, at, bar);
        if (bar.volume > 0) {
            add(bar, base, state, at);
        }
        describeAt(bar.close, state, at, out, outAt);
    }

    /** Adds a bar's volume, whatever its session. */
    void take(Bar bar, double[] state, int at) {
        double base = state[at + TOTAL] == 0 ? firstTick(bar) : state[at + TICK];
        if (bar.volume > 0 && near(bar, base)) {
            add(bar, base, state, at);
        }
    }

    /** Fills the outputs if there is any volume. */
    void describeAt(double close, double[] state, int at, double[] out, int outAt) {
        double farthest = state[at + TICK] * FARTHEST;
        if (state[at + TOTAL] > 0 && Math.abs(close) <= farthest) {
            describe(close, state, at, out, outAt);
        }
    }

    private static boolean near(Bar bar, double base) {
        return Math.max(Math.abs(bar.high), Math.abs(bar.low)) <= base * FARTHEST;
    }

    private double firstTick(Bar bar) {
        if (tick > 0) {
            return tick;
        }
        if (bar.tickSize > 0) {
            return bar.tickSize;
        }
        double finest = 1e-12;
        double price = Math.abs(bar.close) * 1e-5;
        while (finest * 10 <= price) {
            finest *= 10;
        }
        return finest;
    }

    private void add(Bar bar, double base, double[] state, int at) {
        boolean empty = state[at + TOTAL] == 0;
        double height = Math.scalb(base, (int) state[at + DOUBLED]);
        long low = row(Math.min(bar.low, bar.high), height);
        long high = row(Math.max(bar.low, bar.high), height);
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
        double each = bar.volume / (high - low + 1);
        for (long row = low; row <= high; row++) {
            state[place(at, row)] += each;
        }
        state[at + TICK] = base;
        state[at + DOUBLED] += doublings;
        state[at + LOWEST] = lowest >> doublings;
        state[at + HIGHEST] = highest >> doublings;
        state[at + TOTAL] += bar.volume;
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

    private void describe(double close, double[] state, int at, double[] out, int outAt) {
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
