package dev.shikra.plugins.replay;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickFrame;
import java.util.List;

/**
 * Gives rows as tick frames: all rows of one receipt time are a frame, cut at {@link #MAX_ENTRIES},
 * so the data alone decides where frames begin and end.
 */
final class RowSession implements SourceSession {
    /** Keeps a frame far below the longest that a sink takes. */
    static final int MAX_ENTRIES = 16_384;

    private final Rows rows;
    private final List<Instrument> instruments;
    private final Skips skips;
    private final long skipFrames;
    private final Pace pace;

    RowSession(Inputs inputs, Pace pace, long skipFrames) {
        rows = inputs.rows();
        instruments = inputs.instruments().list();
        skips = inputs.skips();
        this.skipFrames = skipFrames;
        this.pace = pace;
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public void run(FrameSink sink) throws InterruptedException {
        skips.tell(sink);
        int[] order = rows.ordered();
        var frame = new TickFrame.Writer();
        var scratch = new Tick();
        long number = 0;
        int at = 0;
        while (at < order.length) {
            long receiptMs = rows.receiptMs(order[at]);
            int end = at + 1;
            while (end < order.length
                    && end - at < MAX_ENTRIES
                    && rows.receiptMs(order[end]) == receiptMs) {
                end++;
            }
            if (number++ >= skipFrames) {
                frame.clear();
                for (int i = at; i < end; i++) {
                    rows.write(order[i], frame, scratch);
                }
                if (!pace.await(receiptMs)) {
                    return;
                }
                sink.frame(receiptMs, frame.bytes(), 0, frame.length());
            }
            at = end;
        }
    }

    @Override
    public void close() {
        pace.close();
    }
}
