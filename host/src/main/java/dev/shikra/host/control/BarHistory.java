package dev.shikra.host.control;

import dev.shikra.api.market.Bar;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest closed bars of each instrument and timeframe. The engine thread adds, without lock or
 * wait; any thread reads.
 *
 * <p>A series begins small and doubles as bars come, until it holds {@code most} of them or all
 * series together have used up the memory they are given; from then on the oldest bar of a series
 * makes room. Each series is a ring whose writer says after each bar how many it has written. A
 * reader copies, looks again, and drops what may have been overwritten meanwhile; a ring that grew
 * is a new one, and the old one stays as it was.
 */
public final class BarHistory {
    private static final int FIRST = 16;

    /** Start, end, session's opening, open, high, low, close, volume, turnover, trades. */
    private static final int WIDTH = 10;

    private static final class Ring {
        final double[] cells;
        final AtomicInteger written = new AtomicInteger();

        /** One place more than is shown: the one that the writer may be at. */
        Ring(int bars) {
            cells = new double[(bars + 1) * WIDTH];
        }

        int bars() {
            return cells.length / WIDTH - 1;
        }

        int places() {
            return cells.length / WIDTH;
        }
    }

    private final int timeframes;
    private final int most;
    private final AtomicReferenceArray<Ring> rings;

    /** The engine thread's. */
    private long bytesLeft;

    /**
     * @param rows instruments
     * @param timeframes of each
     * @param most bars of a series; 0 keeps none
     * @param megabytes of all series together
     */
    public BarHistory(int rows, int timeframes, int most, int megabytes) {
        this.timeframes = timeframes;
        this.most = most;
        this.rings = new AtomicReferenceArray<>(most == 0 ? 0 : rows * timeframes);
        this.bytesLeft = (long) megabytes << 20;
    }

    /** {@return one that keeps nothing} */
    public static BarHistory none() {
        return new BarHistory(0, 0, 0, 0);
    }

    /** Adds a closed bar. Engine thread; allocates when a series grows and not otherwise. */
    public void add(int row, int timeframe, Bar bar) {
        if (most == 0) {
            return;
        }
        int series = row * timeframes + timeframe;
        Ring ring = rings.getPlain(series);
        if (ring == null || (ring.written.getPlain() >= ring.bars() && ring.bars() < most)) {
            ring = grown(series, ring);
            if (ring == null) {
                return; // no memory is left for a series that has none yet
            }
        }
        int written = ring.written.getPlain();
        double[] c = ring.cells;
        if (written > 0 && c[(written - 1) % ring.places() * WIDTH] >= bar.startMs) {
            return; // a journal that is read a second time
        }
        int at = written % ring.places() * WIDTH;
        c[at] = bar.startMs;
        c[at + 1] = bar.endMs;
        c[at + 2] = bar.sessionOpenMs;
        c[at + 3] = bar.open;
        c[at + 4] = bar.high;
        c[at + 5] = bar.low;
        c[at + 6] = bar.close;
        c[at + 7] = bar.volume;
        c[at + 8] = bar.turnover;
        c[at + 9] = bar.trades;
        ring.written.setRelease(written + 1);
        VarHandle.storeStoreFence(); // the next bar is not written before this one is told
    }

    /** {@return a larger ring with the same bars, or the old one if there is no memory left} */
    private @Nullable Ring grown(int series, @Nullable Ring old) {
        int bars = old == null ? Math.min(FIRST, most) : Math.min(2 * old.bars(), most);
        long bytes = (long) (bars - (old == null ? -1 : old.bars())) * WIDTH * Double.BYTES;
        if (bytes > bytesLeft || (old != null && old.written.getPlain() != old.bars())) {
            return old; // a ring that went round once stays as large as it is
        }
        bytesLeft -= bytes;
        var ring = new Ring(bars);
        if (old != null) {
            System.arraycopy(old.cells, 0, ring.cells, 0, old.cells.length);
            ring.written.setPlain(old.written.getPlain());
        }
        rings.setRelease(series, ring);
        return ring;
    }

    /**
     * {@return closed bars, oldest first; copies}
     *
     * @param atMost the newest so many
     */
    public List<Bar> bars(int row, int timeframe, int atMost) {
        Ring ring = most == 0 ? null : rings.getAcquire(row * timeframes + timeframe);
        if (ring == null) {
            return List.of();
        }
        int size = ring.places();
        int until = ring.written.getAcquire();
        int from = Math.max(0, until - Math.min(ring.bars(), atMost));
        var copies = new ArrayList<Bar>(until - from);
        for (int n = from; n < until; n++) {
            copies.add(read(ring.cells, n % size * WIDTH));
        }
        VarHandle.acquireFence();
        // The writer may be at the bar after those it has told of.
        int first = ring.written.getOpaque() + 1 - size;
        return List.copyOf(
                copies.subList(Math.clamp((long) first - from, 0, copies.size()), copies.size()));
    }

    private static Bar read(double[] c, int at) {
        var bar = new Bar();
        bar.startMs = (long) c[at];
        bar.endMs = (long) c[at + 1];
        bar.sessionOpenMs = (long) c[at + 2];
        bar.open = c[at + 3];
        bar.high = c[at + 4];
        bar.low = c[at + 5];
        bar.close = c[at + 6];
        bar.volume = c[at + 7];
        bar.turnover = c[at + 8];
        bar.trades = (int) c[at + 9];
        return bar;
    }
}
