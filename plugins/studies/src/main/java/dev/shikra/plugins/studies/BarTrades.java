package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;

/**
 * The trades of the bars that are not closed yet, by price: two, because for a second a bar and the
 * next are both open. In the slice: for each the bar's start (0: unused) and its {@link PriceRows}.
 */
final class BarTrades {
    private static final int START = 0;
    private static final int ROWS = 1;

    /** What a bar's volume exceeds that of its trades by, if it is no more than rounding. */
    private static final double ROUNDING = 1e-9;

    private final PriceRows rows;
    private final int width;

    /**
     * @param rows of each bar
     */
    BarTrades(PriceRows rows) {
        this.rows = rows;
        this.width = ROWS + rows.size();
    }

    static int size(int rows) {
        return 2 * (ROWS + PriceRows.size(rows));
    }

    /** Takes a trade of a bar. */
    void add(Bar of, double price, double quantity, double base, double[] state, int at) {
        int place = find(of.startMs, state, at);
        if (place < 0) {
            place = state[at + START] <= state[at + width + START] ? at : at + width;
            rows.clear(state, place + ROWS);
            state[place + START] = of.startMs;
        }
        rows.add(quantity, price, price, base, state, place + ROWS);
    }

    /** {@return where the rows of a bar's trades lie; -1: none are known} */
    int of(Bar bar, double[] state, int at) {
        int place = find(bar.startMs, state, at);
        return place < 0 ? -1 : place + ROWS;
    }

    /** {@return the height of a bar's finest rows; 0: no trade of it is known} */
    double base(Bar bar, double price, double given, double[] state, int at) {
        int place = of(bar, state, at);
        return place < 0
                ? PriceRows.firstBase(given, bar, price)
                : PriceRows.base(given, bar, price, state, place);
    }

    /** Forgets the trades of a bar, which was closed. */
    void close(Bar bar, double[] state, int at) {
        int place = find(bar.startMs, state, at);
        if (place >= 0) {
            rows.clear(state, place + ROWS);
            state[place + START] = 0;
        }
    }

    /** {@return what of a bar's volume is in none of the trades that are known} */
    static double rest(Bar bar, double ofTrades) {
        double rest = bar.volume - ofTrades;
        return rest > ROUNDING * bar.volume ? rest : 0;
    }

    private int find(double startMs, double[] state, int at) {
        if (startMs <= 0) {
            return -1;
        }
        if (state[at + START] == startMs) {
            return at;
        }
        return state[at + width + START] == startMs ? at + width : -1;
    }
}
