package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.List;

/**
 * Volume by price since the session's first bar, or since the first bar of all; all in price units.
 * Each trade counts at its price; what a bar holds beyond the trades that are known (all of it, if
 * the source gave bars) is spread evenly over the rows from its low to its high. poc: the row with
 * most volume, the lowest of equals; val and vah: ends of the value area, which grows from the poc
 * to the side of the fuller next row (upwards if equal) until it holds the fraction {@code
 * valueArea}; nodeAbove and nodeBelow: the nearest rows above and below the close that hold more
 * than the mean and are fuller than the row below and not emptier than the row above them. A row is
 * given by the middle of its prices, the area by its outermost prices.
 *
 * <p>Rows are {@code tick} high (0: the instrument's tick size, or where that is not known a power
 * of ten between 1/10000 and 1/100000 of the first price) and double in height whenever the prices
 * do not fit into {@code rows} of them, so memory is bounded; work per bar grows with {@code rows},
 * per trade it is constant. {@code NaN} before any volume. A price more than 1e12 ticks from 0, and
 * a bar of a session that is over, is not taken and gives {@code NaN}.
 *
 * <p>Unlike other studies it has working memory of its own, which holds nothing between two calls:
 * one object serves one engine thread.
 */
final class VolumeProfile extends StreamingStudy {
    static final List<String> OUTPUTS = List.of("poc", "vah", "val", "nodeAbove", "nodeBelow");

    private static final int TRADES = Session.SIZE;

    private final boolean bySession;
    private final double tick;
    private final double valueArea;
    private final PriceRows rows;
    private final BarTrades trades;
    private final int profile;

    /** A copy of the slice, on which previews work. */
    private final double[] copy;

    VolumeProfile(StudySpec spec) {
        super(
                OUTPUTS,
                1,
                TRADES + BarTrades.size(spec.whole("rows")) + PriceRows.size(spec.whole("rows")));
        this.bySession = spec.text("anchor").equals("session");
        this.tick = spec.decimal("tick");
        this.valueArea = spec.decimal("valueArea");
        this.rows = new PriceRows(spec.whole("rows"));
        this.trades = new BarTrades(rows);
        this.profile = TRADES + BarTrades.size(spec.whole("rows"));
        this.copy = new double[stateSize()];
    }

    @Override
    boolean accepts(Bar bar) {
        return usableRange(bar) && usableVolume(bar);
    }

    @Override
    public boolean takesTrades() {
        return true;
    }

    @Override
    public void trade(Bar of, double price, double quantity, double[] state, int at) {
        if (!isTrade(price, quantity)) {
            return;
        }
        double base = trades.base(of, price, tick, state, at + TRADES);
        if (PriceRows.near(price, base)) {
            trades.add(of, price, quantity, base, state, at + TRADES);
        }
    }

    /** {@return whether there is a volume to count, and a price to count it at} */
    static boolean isTrade(double price, double quantity) {
        return usable(price) && quantity > 0 && usable(quantity);
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
        double base =
                begins
                        ? PriceRows.firstBase(tick, bar, bar.close)
                        : PriceRows.base(tick, bar, bar.close, state, at + profile);
        if (!PriceRows.near(bar.high, base) || !PriceRows.near(bar.low, base)) {
            return;
        }
        if (begins) {
            rows.clear(state, at + profile);
        }
        Session.enter(state, at, bar);
        take(bar, base, state, at);
        rows.read(bar.close, valueArea, state, at + profile, out, outAt);
    }

    private void take(Bar bar, double base, double[] state, int at) {
        int known = trades.of(bar, state, at + TRADES);
        double traded = known < 0 ? 0 : PriceRows.total(state, known);
        double rest = BarTrades.rest(bar, traded);
        if (rest > 0) {
            rows.add(rest, bar.low, bar.high, base, state, at + profile);
        }
        if (traded > 0) {
            rows.addAll(rows, state, known, bar.low, bar.high, base, state, at + profile);
            trades.close(bar, state, at + TRADES);
        }
    }
}
