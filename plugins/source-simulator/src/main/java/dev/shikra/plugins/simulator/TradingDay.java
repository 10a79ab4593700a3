package dev.shikra.plugins.simulator;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A day of a market, second by second: invented ({@link Market}) or recorded ({@link RecordedDay}).
 * It has no clock: {@link #advance} is the next second. Not thread-safe.
 */
interface TradingDay {
    /** {@return what trades, in the order of places} */
    List<Listing> listings();

    /**
     * {@return the second that was gone through last, epoch s; before the first, the one before}
     */
    long second();

    /** {@return whether {@link #advance} may be called} */
    boolean hasNext();

    /**
     * Goes through the next second.
     *
     * @throws IllegalStateException if the session is over
     */
    void advance();

    /** {@return close of the day before, paise; 0: not known} */
    int lastClose(int place);

    /** {@return how many instruments changed in this second} */
    int updates();

    /** {@return place of the {@code number}-th instrument that changed} */
    int updated(int number);

    /**
     * Writes the instrument's packet as it stands now, without a length before it.
     *
     * @return its bytes, at most 184
     */
    int write(int place, Mode mode, ByteBuffer to);
}
