package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import java.util.HashMap;
import java.util.Map;

/**
 * What one instrument did in a session, as its ticks tell: open, high, low, last, volume, and the
 * volume at each price level. For one thread.
 */
final class SessionBook {
    /** A profile is written after so many ticks that traded, or a minute. */
    static final int PROFILE_TICKS = 100;

    private static final long PROFILE_MS = 60_000;
    private static final double VALUE_AREA = 0.70;

    final Instrument instrument;

    /** The price is the level times {@link #step}. */
    private final LevelVolumes levels = new LevelVolumes();

    /** What was added to levels since they were written. */
    private final LevelVolumes changed = new LevelVolumes();

    private double step;
    private double lastCumulative = Double.NaN;
    private int ticksUnwritten;
    private long writtenMs;

    /** The latest tick's receipt time, epoch ms; 0: none yet. */
    long timeMs;

    double open = Double.NaN;
    double high = Double.NaN;
    double low = Double.NaN;
    double last = Double.NaN;
    double volume;
    double bid = Double.NaN;
    double ask = Double.NaN;
    double openInterest = Double.NaN;
    boolean latestUnwritten;

    SessionBook(Instrument instrument) {
        this.instrument = instrument;
        step = instrument.tickSize();
    }

    /** Forgets all but the cumulative volume: another session begins. */
    void newSession() {
        levels.clear();
        changed.clear();
        lastCumulative = Double.NaN;
        ticksUnwritten = 0;
        writtenMs = 0;
        open = Double.NaN;
        high = Double.NaN;
        low = Double.NaN;
        volume = 0;
    }

    void take(Tick tick, long receivedMs) {
        timeMs = receivedMs;
        latestUnwritten = true;
        if (tick.depth > 0) {
            bid = tick.bidPrice[0];
            ask = tick.askPrice[0];
        }
        if (!Double.isNaN(tick.openInterest)) {
            openInterest = tick.openInterest;
        }
        if (!(tick.lastPrice > 0)) {
            return;
        }
        last = tick.lastPrice;
        switch (tick.kind) {
            case QUOTE -> {}
            case TRADE -> traded(tick.lastPrice, tick.lastPrice, tick.lastPrice, tick.lastQuantity);
            case BAR -> {
                if (Double.isNaN(open)) {
                    open = tick.open;
                }
                traded(tick.high, tick.low, tick.close, tick.volume);
            }
            case SNAPSHOT -> {
                double increment = increment(tick.volume);
                boolean told = tick.high > 0 && tick.low > 0;
                if (tick.open > 0) {
                    open = tick.open;
                }
                traded(
                        told ? tick.high : tick.lastPrice,
                        told ? tick.low : tick.lastPrice,
                        tick.lastPrice,
                        increment);
                if (tick.volume >= 0) {
                    volume = tick.volume;
                }
            }
        }
    }

    /** The first of a session tells nothing of one trade, and neither does a total that fell. */
    private double increment(double cumulative) {
        double before = lastCumulative;
        if (Double.isNaN(cumulative)) {
            return 0;
        }
        lastCumulative = cumulative;
        return cumulative > before ? cumulative - before : 0;
    }

    private void traded(double top, double bottom, double price, double units) {
        open = Double.isNaN(open) ? price : open;
        high = Double.isNaN(high) ? top : Math.max(high, top);
        low = Double.isNaN(low) ? bottom : Math.min(low, bottom);
        ticksUnwritten++;
        if (!(units > 0)) {
            return;
        }
        volume += units;
        if (!(step > 0)) {
            // No tick size is known: five significant digits of the first price.
            step = Math.pow(10, Math.floor(Math.log10(price)) - 4);
        }
        long level = Math.round(price / step);
        levels.add(level, units);
        changed.add(level, units);
    }

    /** {@return whether profile and session should be written now} */
    boolean isDue(long nowMs) {
        return ticksUnwritten >= PROFILE_TICKS
                || (ticksUnwritten > 0 && nowMs - writtenMs >= PROFILE_MS);
    }

    /** {@return whether it traded since profile and session were written} */
    boolean isUnwritten() {
        return ticksUnwritten > 0;
    }

    void written(long nowMs) {
        ticksUnwritten = 0;
        writtenMs = nowMs;
        changed.empty();
    }

    /** {@return levels that changed since they were written: price to units} */
    Map<String, String> changedLevels() {
        var fields = new HashMap<String, String>();
        for (int place = 0; place < changed.size(); place++) {
            long level = changed.level(place);
            fields.put(price(level), DecimalText.of(levels.at(level)));
        }
        return fields;
    }

    /** {@return open, high, low, last price and volume of the session so far} */
    Map<String, String> session(String session) {
        var fields = new HashMap<String, String>();
        fields.put("session", session);
        fields.put("time", Long.toString(timeMs));
        put(fields, "open", open);
        put(fields, "high", high);
        put(fields, "low", low);
        put(fields, "close", last);
        put(fields, "volume", volume);
        return fields;
    }

    /** {@return the latest prices} */
    Map<String, String> latest() {
        var fields = new HashMap<String, String>();
        fields.put("time", Long.toString(timeMs));
        put(fields, "price", last);
        put(fields, "volume", volume);
        put(fields, "bid", bid);
        put(fields, "ask", ask);
        put(fields, "openInterest", openInterest);
        return fields;
    }

    /**
     * {@return point of control, value area and totals; empty while nothing traded} The value area
     * grows from the point of control by the neighbour with more volume, up where both have as
     * much, until it holds 70 percent.
     */
    Map<String, String> profile() {
        var fields = new HashMap<String, String>();
        int count = levels.size();
        if (count == 0) {
            return fields;
        }
        double total = 0;
        int control = 0;
        for (int i = 0; i < count; i++) {
            total += levels.units(i);
            if (levels.units(i) > levels.units(control)) {
                control = i;
            }
        }
        int bottom = control;
        int top = control;
        double inside = levels.units(control);
        while (inside < VALUE_AREA * total && (bottom > 0 || top < count - 1)) {
            double above = top < count - 1 ? levels.units(top + 1) : -1;
            double below = bottom > 0 ? levels.units(bottom - 1) : -1;
            inside += Math.max(above, below);
            if (above >= below) {
                top++;
            } else {
                bottom--;
            }
        }
        fields.put("poc", price(levels.level(control)));
        fields.put("vah", price(levels.level(top)));
        fields.put("val", price(levels.level(bottom)));
        fields.put("pocVolume", DecimalText.of(levels.units(control)));
        fields.put("totalVolume", DecimalText.of(total));
        fields.put("levels", Integer.toString(count));
        fields.put("time", Long.toString(timeMs));
        return fields;
    }

    /** A level as a price: the shortest decimal, not what the product's rounding leaves. */
    private String price(long level) {
        return DecimalText.of(
                java.math.BigDecimal.valueOf(step)
                        .multiply(java.math.BigDecimal.valueOf(level))
                        .doubleValue());
    }

    private static void put(Map<String, String> fields, String name, double value) {
        if (!Double.isNaN(value)) {
            fields.put(name, DecimalText.of(value));
        }
    }
}
