package dev.shikra.host.bar;

import dev.shikra.api.market.Bar;
import dev.shikra.api.market.Timeframe;
import dev.shikra.host.feature.RowSet;
import dev.shikra.host.feature.StateBlocks;
import java.util.List;

/**
 * The forming bars of all instruments. Ticks make 1-minute bars; a closed 1-minute bar is folded
 * into every longer timeframe, so a tick costs the same however many timeframes there are. Owned by
 * the engine thread; not thread-safe.
 *
 * <p>A bar closes one second after its end, so two minutes may be open at once; they lie side by
 * side, told apart by the minute's parity.
 */
public final class BarBook {
    private static final int START = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int TURNOVER = 6;
    private static final int TRADES = 7;
    private static final int WIDTH = 8;

    static final long MINUTE_MS = 60_000;

    private final StateBlocks blocks;
    private final List<Timeframe> timeframes;
    private final int minuteAt;
    private final RowSet[] minuteRows;
    private final int[] longerAt;
    private final RowSet[] longerRows;

    /**
     * @param timeframes ascending; the first is one minute
     */
    public BarBook(StateBlocks blocks, List<Timeframe> timeframes) {
        if (timeframes.isEmpty() || !timeframes.getFirst().equals(Timeframe.M1)) {
            throw new IllegalArgumentException("timeframes " + timeframes + ": the first is 1m");
        }
        this.blocks = blocks;
        this.timeframes = List.copyOf(timeframes);
        minuteAt = blocks.allocate(2 * WIDTH);
        minuteRows = new RowSet[] {new RowSet(blocks.rows()), new RowSet(blocks.rows())};
        longerAt = new int[timeframes.size()];
        longerRows = new RowSet[timeframes.size()];
        for (int t = 1; t < timeframes.size(); t++) {
            longerAt[t] = blocks.allocate(WIDTH);
            longerRows[t] = new RowSet(blocks.rows());
        }
    }

    public List<Timeframe> timeframes() {
        return timeframes;
    }

    /** {@return whether any bar of any timeframe is forming} */
    public boolean anyForming() {
        if (!minuteRows[0].isEmpty() || !minuteRows[1].isEmpty()) {
            return true;
        }
        for (int t = 1; t < longerRows.length; t++) {
            if (!longerRows[t].isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes a trade, or a price of an instrument without volume.
     *
     * @param minuteMs start of the minute it belongs to, one of the two that are open
     * @param quantity units traded, {@code >= 0}
     */
    public void trade(int row, long minuteMs, double price, double quantity) {
        double[] b = blocks.of(row);
        int parity = parity(minuteMs);
        int at = minuteAt + parity * WIDTH;
        if (b[at + START] != minuteMs) {
            b[at + START] = minuteMs;
            b[at + OPEN] = price;
            b[at + HIGH] = price;
            b[at + LOW] = price;
            b[at + CLOSE] = price;
            b[at + VOLUME] = quantity;
            b[at + TURNOVER] = price * quantity;
            b[at + TRADES] = 1;
            minuteRows[parity].add(row);
            return;
        }
        if (price > b[at + HIGH]) {
            b[at + HIGH] = price;
        } else if (price < b[at + LOW]) {
            b[at + LOW] = price;
        }
        b[at + CLOSE] = price;
        b[at + VOLUME] += quantity;
        b[at + TURNOVER] += price * quantity;
        b[at + TRADES]++;
    }

    /**
     * Takes a closed 1-minute bar as a source gave it.
     *
     * @return false, and nothing taken, if the minute already has a bar
     */
    public boolean minute(
            int row,
            long minuteMs,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        double[] b = blocks.of(row);
        int parity = parity(minuteMs);
        int at = minuteAt + parity * WIDTH;
        if (b[at + START] == minuteMs) {
            return false;
        }
        b[at + START] = minuteMs;
        b[at + OPEN] = open;
        b[at + HIGH] = high;
        b[at + LOW] = low;
        b[at + CLOSE] = close;
        b[at + VOLUME] = volume;
        b[at + TURNOVER] = (high + low + close) / 3 * volume;
        b[at + TRADES] = 0;
        minuteRows[parity].add(row);
        return true;
    }

    /** Takes a closed 1-minute bar with all that is known of it; its minute has none yet. */
    public void minute(int row, Bar closed) {
        double[] b = blocks.of(row);
        int parity = parity(closed.startMs);
        int at = minuteAt + parity * WIDTH;
        b[at + START] = closed.startMs;
        b[at + OPEN] = closed.open;
        b[at + HIGH] = closed.high;
        b[at + LOW] = closed.low;
        b[at + CLOSE] = closed.close;
        b[at + VOLUME] = closed.volume;
        b[at + TURNOVER] = closed.turnover;
        b[at + TRADES] = closed.trades;
        minuteRows[parity].add(row);
    }

    /**
     * Takes over the forming bars of the longer timeframes from another book of the same
     * timeframes, as of the same closed minute.
     */
    public void takeLonger(int row, BarBook from, int fromRow) {
        for (int t = 1; t < longerAt.length; t++) {
            System.arraycopy(
                    from.blocks.of(fromRow), from.longerAt[t], blocks.of(row), longerAt[t], WIDTH);
            if (blocks.of(row)[longerAt[t] + START] != 0) {
                longerRows[t].add(row);
            } else {
                longerRows[t].remove(row);
            }
        }
    }

    /** {@return the instruments that have a bar of the minute that starts at {@code minuteMs}} */
    public RowSet minuteRows(long minuteMs) {
        return minuteRows[parity(minuteMs)];
    }

    /**
     * {@return the instruments that have a forming bar of a timeframe, as of the last closed
     * minute; not for the first}
     */
    public RowSet rows(int timeframe) {
        return longerRows[timeframe];
    }

    /** Adds the minute's bars to the bars of the longer timeframes. */
    public void fold(long minuteMs, Session session) {
        RowSet rows = minuteRows(minuteMs);
        int from = minuteAt + parity(minuteMs) * WIDTH;
        for (int t = 1; t < longerAt.length; t++) {
            int at = longerAt[t];
            long startMs = session.barStartMs(minuteMs, timeframes.get(t));
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                double[] b = blocks.of(row);
                if (b[at + START] == 0) {
                    System.arraycopy(b, from, b, at, WIDTH);
                    b[at + START] = startMs;
                    longerRows[t].add(row);
                } else {
                    merge(
                            b,
                            from,
                            b[at + HIGH],
                            b[at + LOW],
                            b[at + VOLUME],
                            b[at + TURNOVER],
                            b[at + TRADES],
                            b,
                            at);
                }
            }
        }
    }

    private static void merge(
            double[] b,
            int from,
            double high,
            double low,
            double volume,
            double turnover,
            double trades,
            double[] into,
            int at) {
        into[at + HIGH] = Math.max(high, b[from + HIGH]);
        into[at + LOW] = Math.min(low, b[from + LOW]);
        into[at + CLOSE] = b[from + CLOSE];
        into[at + VOLUME] = volume + b[from + VOLUME];
        into[at + TURNOVER] = turnover + b[from + TURNOVER];
        into[at + TRADES] = trades + b[from + TRADES];
    }

    /** Fills {@code bar} with the instrument's bar of the minute. */
    public void readMinute(int row, long minuteMs, Session session, Bar bar) {
        read(
                blocks.of(row),
                minuteAt + parity(minuteMs) * WIDTH,
                session.openMs(),
                minuteMs + MINUTE_MS,
                bar);
    }

    /**
     * Fills {@code bar} with the instrument's bar of a longer timeframe, which ends at {@code
     * endMs}.
     */
    public void read(int row, int timeframe, Session session, long endMs, Bar bar) {
        read(blocks.of(row), longerAt[timeframe], session.openMs(), endMs, bar);
    }

    private static void read(double[] b, int at, long sessionOpenMs, long endMs, Bar bar) {
        bar.startMs = (long) b[at + START];
        bar.endMs = endMs;
        bar.sessionOpenMs = sessionOpenMs;
        bar.open = b[at + OPEN];
        bar.high = b[at + HIGH];
        bar.low = b[at + LOW];
        bar.close = b[at + CLOSE];
        bar.volume = b[at + VOLUME];
        bar.turnover = b[at + TURNOVER];
        bar.trades = (int) b[at + TRADES];
    }

    /**
     * Fills {@code bar} with the forming bar of a timeframe: the closed minutes and the open ones
     * of its interval.
     *
     * @param openMinuteMs the earlier of the two open minutes
     * @return false if nothing is forming
     */
    public boolean readForming(
            int row, int timeframe, long openMinuteMs, Session session, Bar bar) {
        double[] b = blocks.of(row);
        long newestMs = newestMinute(b, openMinuteMs);
        if (timeframe == 0) {
            if (newestMs == 0) {
                return false;
            }
            read(
                    b,
                    minuteAt + parity(newestMs) * WIDTH,
                    session.openMs(),
                    newestMs + MINUTE_MS,
                    bar);
            return true;
        }
        int at = longerAt[timeframe];
        boolean found = b[at + START] != 0;
        long startMs =
                newestMs != 0
                        ? session.barStartMs(newestMs, timeframes.get(timeframe))
                        : (long) b[at + START];
        if (found && b[at + START] == startMs) {
            read(
                    b,
                    at,
                    session.openMs(),
                    session.barEndMs(startMs, timeframes.get(timeframe)),
                    bar);
        } else {
            found = false;
        }
        for (long minuteMs = openMinuteMs;
                minuteMs <= openMinuteMs + MINUTE_MS;
                minuteMs += MINUTE_MS) {
            int from = minuteAt + parity(minuteMs) * WIDTH;
            if (b[from + START] != minuteMs
                    || session.barStartMs(minuteMs, timeframes.get(timeframe)) != startMs) {
                continue;
            }
            if (!found) {
                read(
                        b,
                        from,
                        session.openMs(),
                        session.barEndMs(startMs, timeframes.get(timeframe)),
                        bar);
                bar.startMs = startMs;
                found = true;
            } else {
                bar.high = Math.max(bar.high, b[from + HIGH]);
                bar.low = Math.min(bar.low, b[from + LOW]);
                bar.close = b[from + CLOSE];
                bar.volume += b[from + VOLUME];
                bar.turnover += b[from + TURNOVER];
                bar.trades += (int) b[from + TRADES];
            }
        }
        return found;
    }

    private long newestMinute(double[] b, long openMinuteMs) {
        if (b[minuteAt + parity(openMinuteMs + MINUTE_MS) * WIDTH + START]
                == openMinuteMs + MINUTE_MS) {
            return openMinuteMs + MINUTE_MS;
        }
        return b[minuteAt + parity(openMinuteMs) * WIDTH + START] == openMinuteMs
                ? openMinuteMs
                : 0;
    }

    /** Forgets the minute's bars: they are closed. */
    public void clearMinute(long minuteMs) {
        clear(minuteRows(minuteMs), minuteAt + parity(minuteMs) * WIDTH);
    }

    /** Forgets the bars of a longer timeframe: they are closed. */
    public void clear(int timeframe) {
        clear(longerRows[timeframe], longerAt[timeframe]);
    }

    private void clear(RowSet rows, int at) {
        for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
            blocks.of(row)[at + START] = 0;
        }
        rows.clear();
    }

    /** Finds again which instruments have forming bars, after the blocks were restored. */
    public void restored() {
        for (int parity = 0; parity < 2; parity++) {
            find(minuteAt + parity * WIDTH, minuteRows[parity]);
        }
        for (int t = 1; t < longerAt.length; t++) {
            find(longerAt[t], longerRows[t]);
        }
    }

    private void find(int at, RowSet rows) {
        rows.clear();
        for (int row = 0; row < blocks.rows(); row++) {
            if (blocks.of(row)[at + START] != 0) {
                rows.add(row);
            }
        }
    }

    private static int parity(long minuteMs) {
        return (int) (minuteMs / MINUTE_MS) & 1;
    }
}
