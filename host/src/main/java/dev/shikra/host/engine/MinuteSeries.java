package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The newest closed 1-minute bars of one instrument, oldest first. Bars are numbered from the first
 * that ever came; the oldest leave a page at a time. Not thread-safe.
 */
final class MinuteSeries {
    /** Start, open, high, low, close, volume, turnover, trades. */
    static final int WIDTH = 8;

    /** Memory that a bar takes. */
    static final int BYTES_A_BAR = WIDTH * Double.BYTES;

    /** Bars on a page. A page that is full and lent never changes, so a snapshot may share it. */
    static final int PAGE = 64;

    private final AtomicInteger lent;

    /** Pages in the order of their bars, from {@link #oldest} on and round the end. */
    private final double[][] pages;

    private int oldest;
    private int full;
    private double[] open = {};
    private int inOpen;
    private long firstNumber;

    /**
     * @param most bars that are kept, in whole pages: at least one
     * @param lent how many pages are lent to writers of states; while none is, one that leaves is
     *     written again, so that nothing is allocated once all pages are there
     */
    MinuteSeries(int most, AtomicInteger lent) {
        this.lent = lent;
        // One is open, so that with it there are never more bars than asked for.
        pages = new double[Math.max(1, most / PAGE - 1)][];
    }

    /** {@return number of the oldest bar that is kept} */
    long from() {
        return firstNumber;
    }

    /** {@return number after the newest bar} */
    long to() {
        return firstNumber + (long) full * PAGE + inOpen;
    }

    boolean isEmpty() {
        return to() == from();
    }

    /** {@return start of a bar, epoch ms} */
    long startMs(long number) {
        return (long) page(number)[at(number)];
    }

    /** {@return start of the newest bar, epoch ms; 0 without one} */
    long lastStartMs() {
        return isEmpty() ? 0 : startMs(to() - 1);
    }

    /** {@return number of the first bar that starts at {@code ms} or later; {@link #to} if none} */
    long firstAt(long ms) {
        long low = from();
        long high = to();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (startMs(middle) < ms) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Fills {@code bar} but for its end and its session. */
    void read(long number, Bar bar) {
        double[] p = page(number);
        int i = at(number);
        bar.startMs = (long) p[i];
        bar.open = p[i + 1];
        bar.high = p[i + 2];
        bar.low = p[i + 3];
        bar.close = p[i + 4];
        bar.volume = p[i + 5];
        bar.turnover = p[i + 6];
        bar.trades = (int) p[i + 7];
    }

    /** Adds a bar that starts after the newest; one that does not is not taken. */
    void add(Bar bar) {
        if (!isEmpty() && bar.startMs <= lastStartMs()) {
            return;
        }
        int i = inOpen * WIDTH;
        if (open.length < PAGE * WIDTH) {
            open = Arrays.copyOf(open, PAGE * WIDTH);
        }
        open[i] = bar.startMs;
        open[i + 1] = bar.open;
        open[i + 2] = bar.high;
        open[i + 3] = bar.low;
        open[i + 4] = bar.close;
        open[i + 5] = bar.volume;
        open[i + 6] = bar.turnover;
        open[i + 7] = bar.trades;
        if (++inOpen == PAGE) {
            open = close(open);
            inOpen = 0;
        }
    }

    /** {@return memory for the next page} */
    private double[] close(double[] page) {
        if (full < pages.length) {
            pages[(oldest + full++) % pages.length] = page;
            return new double[PAGE * WIDTH];
        }
        double[] left = pages[oldest];
        pages[oldest] = page;
        oldest = (oldest + 1) % pages.length;
        firstNumber += PAGE;
        return lent.get() == 0 ? left : new double[PAGE * WIDTH];
    }

    private double[] page(long number) {
        int place = (int) ((number - firstNumber) / PAGE);
        return place < full ? pages[(oldest + place) % pages.length] : open;
    }

    private int at(long number) {
        return (int) ((number - firstNumber) % PAGE) * WIDTH;
    }

    /** Writes the bars; full pages are shared with the writer. */
    void write(StateWriter out) {
        out.putLong(firstNumber);
        out.putInt(full);
        for (int place = 0; place < full; place++) {
            out.putShared(pages[(oldest + place) % pages.length], lent);
        }
        out.putDoubles(open, inOpen * WIDTH);
    }

    /** Takes what {@link #write} wrote; only while it is empty. */
    void read(StateReader in) {
        firstNumber = in.getLong();
        int there = in.getInt();
        for (int place = 0; place < there; place++) {
            var page = new double[PAGE * WIDTH];
            in.getDoubles(page);
            pages[place] = page;
        }
        full = there;
        open = in.getDoubles();
        inOpen = open.length / WIDTH;
    }
}
