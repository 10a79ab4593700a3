package dev.shikra.host.engine;

import dev.shikra.api.market.Bar;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The newest closed 1-minute bars of one instrument, oldest first. Bars are numbered from the first
 * that ever came; the oldest leave a page at a time. Not thread-safe.
 */
final class MinuteSeries {
    /** Start, open, high, low, close, volume, turnover, trades. */
    static final int WIDTH = 8;

    /** Memory that a bar takes. */
    static final int BYTES_A_BAR = WIDTH * Double.BYTES;

    /** Bars on a page. A page that is full never changes, so a snapshot may share it. */
    static final int PAGE = 64;

    private final int most;
    private final ArrayDeque<double[]> full = new ArrayDeque<>();
    private List<double[]> byPlace = new ArrayList<>();
    private double[] open = {};
    private int inOpen;
    private long firstNumber;

    /**
     * @param most bars that are kept, in whole pages: at least one
     */
    MinuteSeries(int most) {
        this.most = Math.max(PAGE, most);
    }

    /** {@return number of the oldest bar that is kept} */
    long from() {
        return firstNumber;
    }

    /** {@return number after the newest bar} */
    long to() {
        return firstNumber + (long) full.size() * PAGE + inOpen;
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
        if (i == open.length) {
            // Never more than a page: a restored one may have any length below.
            int more = Math.max(4 * WIDTH, 2 * open.length);
            open = Arrays.copyOf(open, Math.min(PAGE * WIDTH, more));
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
            close(open);
            open = new double[] {};
            inOpen = 0;
        }
    }

    private void close(double[] page) {
        full.addLast(page);
        byPlace.add(page);
        if ((full.size() + 1) * PAGE > most && full.size() > 1) {
            full.removeFirst();
            firstNumber += PAGE;
            byPlace = new ArrayList<>(full);
        }
    }

    private double[] page(long number) {
        int place = (int) ((number - firstNumber) / PAGE);
        return place < byPlace.size() ? byPlace.get(place) : open;
    }

    private int at(long number) {
        return (int) ((number - firstNumber) % PAGE) * WIDTH;
    }

    /** Writes the bars; full pages are shared with the writer. */
    void write(StateWriter out) {
        out.putLong(firstNumber);
        out.putInt(full.size());
        for (double[] page : full) {
            out.putShared(page);
        }
        out.putDoubles(open, inOpen * WIDTH);
    }

    /** Takes what {@link #write} wrote; only while it is empty. */
    void read(StateReader in) {
        firstNumber = in.getLong();
        int pages = in.getInt();
        for (int n = 0; n < pages; n++) {
            var page = new double[PAGE * WIDTH];
            in.getDoubles(page);
            full.addLast(page);
            byPlace.add(page);
        }
        open = in.getDoubles();
        inOpen = open.length / WIDTH;
    }
}
