package dev.shikra.host.option;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.Arrays;

/**
 * The options of one underlying and expiry by strike, and what was last computed of them. Owned by
 * the engine thread.
 */
final class Chain {
    final Underlying underlying;
    final ExpiryClock clock;

    /** Rising. */
    final double[] strikes;

    /** Place in {@link Quotes} of the call of each strike; -1 where there is none. */
    final int[] calls;

    final int[] puts;

    /** Place of the future of the same expiry; -1 without one. */
    final int future;

    final int lotSize;

    final double[] values = new double[ChainField.ALL.length];

    double forward = Double.NaN;
    ForwardSource source = ForwardSource.NONE;
    double spot = Double.NaN;
    double years;

    /** Place of the strike nearest to the forward; -1 without a forward. */
    int atm = -1;

    /** When all of it was last priced, engine time. */
    long pricedMs = Long.MIN_VALUE;

    double straddleVolume;
    double straddleTurnover;

    Chain(
            Underlying underlying,
            ExpiryClock clock,
            double[] strikes,
            int[] calls,
            int[] puts,
            int future,
            int lotSize) {
        this.underlying = underlying;
        this.clock = clock;
        this.strikes = strikes.clone();
        this.calls = calls.clone();
        this.puts = puts.clone();
        this.future = future;
        this.lotSize = lotSize;
        Arrays.fill(values, Double.NaN);
    }

    boolean expired(long nowMs) {
        return nowMs >= clock.expiryMs();
    }

    double value(ChainField field) {
        return values[field.ordinal()];
    }

    void set(ChainField field, double value) {
        values[field.ordinal()] = value;
    }

    /** {@return place of the strike nearest to {@code price}, the lower of two; -1 of NaN} */
    int nearest(double price) {
        if (Double.isNaN(price) || strikes.length == 0) {
            return -1;
        }
        int at = Arrays.binarySearch(strikes, price);
        if (at >= 0) {
            return at;
        }
        int above = -at - 1;
        if (above == 0) {
            return 0;
        }
        if (above == strikes.length) {
            return above - 1;
        }
        return strikes[above] - price < price - strikes[above - 1] ? above : above - 1;
    }

    void sessionBegins() {
        straddleVolume = 0;
        straddleTurnover = 0;
    }

    void write(StateWriter out) {
        out.putDouble(forward);
        out.putInt(source.ordinal());
        out.putDouble(spot);
        out.putDouble(years);
        out.putInt(atm);
        out.putLong(pricedMs);
        out.putDouble(straddleVolume);
        out.putDouble(straddleTurnover);
        out.putDoubles(values, values.length);
    }

    void read(StateReader in) {
        forward = in.getDouble();
        source = ForwardSource.values()[in.getInt()];
        spot = in.getDouble();
        years = in.getDouble();
        atm = in.getInt();
        pricedMs = in.getLong();
        straddleVolume = in.getDouble();
        straddleTurnover = in.getDouble();
        in.getDoubles(values);
    }
}
