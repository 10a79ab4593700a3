package dev.shikra.plugins.simulator;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;

/**
 * A recorded day of minute bars, told as trades: {@link MinutePath}. The same bars give the same
 * trades; quotes around them are invented from a fixed seed. An index has levels, no volume.
 */
final class RecordedDay implements TradingDay {
    private static final int MINUTES = 375;
    private static final int SPREAD_TICKS = 1;

    private final List<Listing> listings;
    private final Book book;
    private final int[][][] bars;
    private final long[][] volumes;
    private final Chance chance = new Chance(20_160_816);
    private final long openSecond;
    private final long closeSecond;
    private final int[] updated;
    private int updatedCount;
    private long second;

    /**
     * @param bars by place and minute of the session: open, high, low, close in paise; an empty
     *     array where nothing traded
     * @param volumes by place and minute
     * @param closes the day before's, paise
     */
    RecordedDay(
            LocalDate day, List<Listing> listings, int[][][] bars, long[][] volumes, int[] closes) {
        this.listings = List.copyOf(listings);
        this.bars = bars;
        this.volumes = volumes;
        book = new Book(this.listings);
        for (int place = 0; place < listings.size(); place++) {
            book.startDay(place, closes[place], 0);
        }
        openSecond = day.atTime(Market.OPEN).atZone(Market.ZONE).toEpochSecond();
        closeSecond = openSecond + MINUTES * 60L;
        second = openSecond - 1;
        updated = new int[listings.size()];
    }

    /** A day of which nothing is known but what is listed. */
    static RecordedDay silent(LocalDate day, List<Listing> listings) {
        int size = listings.size();
        return new RecordedDay(
                day, listings, new int[size][MINUTES][0], new long[size][MINUTES], new int[size]);
    }

    @Override
    public List<Listing> listings() {
        return listings;
    }

    @Override
    public long second() {
        return second;
    }

    @Override
    public boolean hasNext() {
        return second + 1 < closeSecond;
    }

    @Override
    public void advance() {
        if (!hasNext()) {
            throw new IllegalStateException("the session is over: ask hasNext() before advance()");
        }
        second++;
        updatedCount = 0;
        int minute = (int) (second - openSecond) / 60;
        int at = (int) (second - openSecond) % 60;
        for (int place = 0; place < bars.length; place++) {
            int[] bar = bars[place][minute];
            if (bar.length == 0) {
                continue;
            }
            Listing listing = listings.get(place);
            if (listing.tickPaise() == 0) {
                book.level(place, MinutePath.price(bar, at, 1), (int) second);
                updated[updatedCount++] = place;
            } else {
                long quantity = MinutePath.quantity(volumes[place][minute], at);
                if (quantity > 0) {
                    trade(place, listing, MinutePath.price(bar, at, listing.tickPaise()), quantity);
                    updated[updatedCount++] = place;
                }
            }
        }
    }

    private void trade(int place, Listing listing, int paise, long quantity) {
        book.trade(place, paise, (int) Math.min(quantity, Integer.MAX_VALUE), (int) second);
        Quotes.around(
                book,
                place,
                paise,
                listing.tickPaise(),
                SPREAD_TICKS,
                Math.max(quantity, 1) * 3.0,
                1,
                chance);
    }

    @Override
    public int lastClose(int place) {
        return book.close[place];
    }

    @Override
    public int updates() {
        return updatedCount;
    }

    @Override
    public int updated(int number) {
        return updated[number];
    }

    @Override
    public int write(int place, Mode mode, ByteBuffer to) {
        return book.write(place, mode, to);
    }
}
