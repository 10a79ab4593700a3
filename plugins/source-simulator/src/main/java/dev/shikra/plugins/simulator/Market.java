package dev.shikra.plugins.simulator;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * One day of a market, second by second: a function of date, seed and size, the same on every
 * machine. It has no clock: {@link #advance} is the next second. Not thread-safe.
 *
 * <p>Returns follow a market factor, a sector factor and the company's own noise. Each has a
 * log-volatility that reverts to its mean and rises with large moves, so calm and storm cluster;
 * noise is larger near open and close (a U over the day), and so is volume. Jumps come at random
 * and bring volume with them. Indices are weighted sums of their members; INDIA VIX follows the
 * market's volatility and falls when it rises. Futures stand above the index by carry and a
 * wandering basis. Options are priced by Black's formula on the future of their own expiry over a
 * smile whose level is the VIX and whose slope and curvature wander.
 */
public final class Market implements TradingDay {
    /** Where the day's hours are meant. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");

    public static final LocalTime OPEN = LocalTime.of(9, 15);
    public static final LocalTime CLOSE = LocalTime.of(15, 30);

    private final Universe universe;
    private final Book book;
    private final Equities equities;
    private final Derivatives derivatives;
    private final long openSecond;
    private final long closeSecond;
    private final int[] updated;
    private int updatedCount;
    private long second;

    /** A day with {@value Universe#LEAST} instruments. */
    public Market(LocalDate day, long seed) {
        this(day, seed, Universe.LEAST);
    }

    /**
     * @param size instruments, at least {@value Universe#LEAST}; further ones are equities
     */
    public Market(LocalDate day, long seed, int size) {
        universe = new Universe(day, seed, size);
        book = new Book(universe.listings);
        equities = new Equities(universe, book, new Chance(seed * 31 + day.toEpochDay()));
        openSecond = day.atTime(OPEN).atZone(ZONE).toEpochSecond();
        closeSecond = day.atTime(CLOSE).atZone(ZONE).toEpochSecond();
        derivatives =
                new Derivatives(
                        universe,
                        book,
                        equities,
                        new Chance(~(seed * 37 + day.toEpochDay())),
                        openSecond,
                        closeSecond);
        updated = new int[size];
        second = openSecond - 1;
    }

    /** {@return what trades, in the order of places} */
    @Override
    public List<Listing> listings() {
        return List.copyOf(universe.listings);
    }

    /** {@return the second that was simulated last, epoch s; before the first, the one before} */
    @Override
    public long second() {
        return second;
    }

    /** {@return first second of the session, epoch s} */
    public long openSecond() {
        return openSecond;
    }

    /** {@return the session's end, epoch s, exclusive} */
    public long closeSecond() {
        return closeSecond;
    }

    /** {@return whether {@link #advance} may be called} */
    @Override
    public boolean hasNext() {
        return second + 1 < closeSecond;
    }

    /**
     * Simulates the next second.
     *
     * @throws IllegalStateException if the session is over
     */
    @Override
    public void advance() {
        if (!hasNext()) {
            throw new IllegalStateException("the session is over: ask hasNext() before advance()");
        }
        second++;
        updatedCount = 0;
        double elapsed = (double) (second - openSecond) / (closeSecond - openSecond);
        updatedCount = equities.advance((int) second, elapsed, updated, updatedCount);
        updatedCount =
                derivatives.advance((int) second, closeSecond, elapsed, updated, updatedCount);
    }

    /** {@return how many instruments changed in this second} */
    @Override
    public int lastClose(int place) {
        return book.close[place];
    }

    @Override
    public int updates() {
        return updatedCount;
    }

    /** {@return place of the {@code number}-th instrument that changed} */
    @Override
    public int updated(int number) {
        return updated[number];
    }

    /**
     * Writes the instrument's packet as it stands now, without a length before it.
     *
     * @return its bytes, at most 184
     */
    @Override
    public int write(int place, Mode mode, ByteBuffer to) {
        return book.write(place, mode, to);
    }
}
