package dev.shikra.host.engine;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeatureKey.BarField;
import dev.shikra.host.feature.FeatureKey.DayField;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.feature.ValueGroup.Moves;
import dev.shikra.host.feature.ValueGroup.Value;
import dev.shikra.host.feature.ValueSource;
import java.util.Arrays;
import java.util.List;

/**
 * What the whole market does, once a minute: how many equities stand above where they stood, and
 * the volatility index. The same for all rows. Engine thread only.
 */
final class MarketValues implements ValueSource {
    static final ValueGroup MARKET =
            new ValueGroup(
                    "market",
                    "The whole market as of the last closed minute.",
                    Moves.AT_MINUTES,
                    List.of(
                            Value.number(
                                    "advancing",
                                    "Share, 0 to 1, of the equities that are above the close of"
                                            + " the session before."),
                            Value.number("declining", "The share that is below it."),
                            Value.number(
                                    "aboveOpen",
                                    "Share of the equities that are above their session's open."),
                            Value.number("vix", "Close of INDIA VIX, percent a year.")));

    private static final String VIX = "INDIA VIX";
    private static final int ADVANCING = 0;
    private static final int DECLINING = 1;
    private static final int ABOVE_OPEN = 2;
    private static final int VOLATILITY = 3;

    private final FeaturePlan plan;
    private final FeatureRows rows;
    private final boolean[] equity;
    private final int vixRow;
    private final int[] slots = new int[MARKET.values().size()];
    private int changeSlot = -1;
    private int openSlot = -1;
    private int closeSlot = -1;
    private int vixSlot = -1;

    MarketValues(FeaturePlan plan, List<Instrument> instruments) {
        this.plan = plan;
        rows = plan.rows();
        Arrays.fill(slots, -1);
        equity = new boolean[instruments.size()];
        int vix = -1;
        for (int row = 0; row < equity.length; row++) {
            Instrument instrument = instruments.get(row);
            equity[row] =
                    instrument.kind() == Instrument.Kind.EQUITY
                            || instrument.kind() == Instrument.Kind.PAIR;
            if (instrument.symbol().equals(VIX)) {
                vix = row;
            }
        }
        vixRow = vix;
        plan.offer(this);
    }

    @Override
    public ValueGroup group() {
        return MARKET;
    }

    @Override
    public void read(int value, int slot) {
        slots[value] = slot;
        switch (value) {
            case ADVANCING, DECLINING ->
                    changeSlot = plan.slot(new FeatureKey.DayValue(DayField.CHANGE));
            case ABOVE_OPEN -> {
                openSlot = plan.slot(new FeatureKey.DayValue(DayField.OPEN));
                closeSlot = plan.slot(new FeatureKey.DayValue(DayField.CLOSE));
            }
            default ->
                    vixSlot =
                            plan.slot(new FeatureKey.BarValue(Timeframe.M1, BarField.CLOSE, false));
        }
    }

    /** A minute closed, and all bars that ended with it. */
    void minuteClosed() {
        if (changeSlot >= 0) {
            int up = 0;
            int down = 0;
            int known = 0;
            for (int row = 0; row < equity.length; row++) {
                double change = equity[row] ? rows.get(row, changeSlot) : Double.NaN;
                known += Double.isNaN(change) ? 0 : 1;
                up += change > 0 ? 1 : 0;
                down += change < 0 ? 1 : 0;
            }
            set(ADVANCING, share(up, known));
            set(DECLINING, share(down, known));
        }
        if (openSlot >= 0) {
            int above = 0;
            int known = 0;
            for (int row = 0; row < equity.length; row++) {
                double move =
                        equity[row]
                                ? rows.get(row, closeSlot) - rows.get(row, openSlot)
                                : Double.NaN;
                known += Double.isNaN(move) ? 0 : 1;
                above += move > 0 ? 1 : 0;
            }
            set(ABOVE_OPEN, share(above, known));
        }
        if (vixSlot >= 0) {
            set(VOLATILITY, vixRow < 0 ? Double.NaN : rows.get(vixRow, vixSlot));
        }
    }

    private static double share(int part, int of) {
        return of == 0 ? Double.NaN : (double) part / of;
    }

    private void set(int value, double to) {
        int slot = slots[value];
        for (int row = 0; slot >= 0 && row < equity.length; row++) {
            rows.set(row, slot, to);
        }
    }
}
