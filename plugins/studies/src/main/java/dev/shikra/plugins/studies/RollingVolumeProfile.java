package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;
import dev.shikra.api.study.StudySpec;
import java.util.Arrays;

/**
 * The {@link VolumeProfile} of the last {@code length} bars, whatever their sessions; while there
 * are fewer, of those there are. Made anew from those bars at each bar and tick, so that nothing
 * that left the window remains: work grows with {@code length}. A bar's trades are kept by price in
 * up to 16 rows, which double in height where its range needs more. In the slice: trades of open
 * bars, and a ring of bars, each with low, high, close, the volume beyond its trades, and its
 * trades.
 *
 * <p>It has working memory of its own, which holds nothing between two calls.
 */
final class RollingVolumeProfile extends StreamingStudy {
    private static final int ROWS_OF_A_BAR = 16;

    private static final int HELD = 0;
    private static final int NEXT = 1;
    private static final int TRADES = 2;
    private static final int BARS = TRADES + BarTrades.size(ROWS_OF_A_BAR);

    private static final int LOW = 0;
    private static final int HIGH = 1;
    private static final int CLOSE = 2;
    private static final int REST = 3;
    private static final int ROWS = 4;
    private static final int WIDTH = ROWS + PriceRows.size(ROWS_OF_A_BAR);

    private final int length;
    private final double tick;
    private final double valueArea;
    private final PriceRows profile;
    private final PriceRows ofBar = new PriceRows(ROWS_OF_A_BAR);
    private final BarTrades trades = new BarTrades(ofBar);
    private final double[] rows;

    RollingVolumeProfile(StudySpec spec) {
        super(VolumeProfile.OUTPUTS, 1, BARS + spec.whole("length") * WIDTH);
        length = spec.whole("length");
        tick = spec.decimal("tick");
        valueArea = spec.decimal("valueArea");
        profile = new PriceRows(spec.whole("rows"));
        rows = new double[profile.size()];
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
        if (!VolumeProfile.isTrade(price, quantity)) {
            return;
        }
        double base = trades.base(of, price, tick, state, at + TRADES);
        if (PriceRows.near(price, base)) {
            trades.add(of, price, quantity, base, state, at + TRADES);
        }
    }

    @Override
    void step(Bar newest, double[] state, int at, boolean keep, double[] out, int outAt) {
        Arrays.fill(rows, 0);
        // The newest bar is the window's last, so the oldest of a full ring is out.
        int held = Math.min((int) state[at + HELD], length - 1);
        for (int age = held; age >= 1; age--) {
            int place = at + BARS + Math.floorMod((int) state[at + NEXT] - age, length) * WIDTH;
            add(
                    newest,
                    state[place + LOW],
                    state[place + HIGH],
                    state[place + CLOSE],
                    state[place + REST],
                    state,
                    place + ROWS);
        }
        int known = trades.of(newest, state, at + TRADES);
        double rest = BarTrades.rest(newest, known < 0 ? 0 : PriceRows.total(state, known));
        add(newest, newest.low, newest.high, newest.close, rest, state, known);
        undefined(out, outAt);
        profile.read(newest.close, valueArea, rows, 0, out, outAt);
        if (keep) {
            keep(newest, rest, known, state, at);
        }
    }

    /** Adds a bar to the profile, unless its prices are too far off to have rows. */
    private void add(
            Bar newest,
            double low,
            double high,
            double close,
            double rest,
            double[] state,
            int ofBarAt) {
        double base = PriceRows.base(tick, newest, close, rows, 0);
        if (!PriceRows.near(low, base) || !PriceRows.near(high, base)) {
            return;
        }
        if (rest > 0) {
            profile.add(rest, low, high, base, rows, 0);
        }
        if (ofBarAt >= 0 && PriceRows.total(state, ofBarAt) > 0) {
            profile.addAll(ofBar, state, ofBarAt, low, high, base, rows, 0);
        }
    }

    private void keep(Bar bar, double rest, int known, double[] state, int at) {
        int next = (int) state[at + NEXT];
        int place = at + BARS + next * WIDTH;
        state[place + LOW] = bar.low;
        state[place + HIGH] = bar.high;
        state[place + CLOSE] = bar.close;
        state[place + REST] = rest;
        if (known < 0) {
            ofBar.clear(state, place + ROWS);
        } else {
            System.arraycopy(state, known, state, place + ROWS, ofBar.size());
            trades.close(bar, state, at + TRADES);
        }
        state[at + NEXT] = next + 1 == length ? 0 : next + 1;
        state[at + HELD] = Math.min(state[at + HELD] + 1, length);
    }
}
