package dev.shikra.host;

import dev.shikra.api.source.TickSink;
import dev.shikra.host.engine.Engine;
import dev.shikra.host.engine.EngineCounters;
import dev.shikra.host.measure.Board;
import dev.shikra.host.measure.Durations;

/**
 * What the engine thread publishes at the end of each batch of records: its counters, how far it
 * has come, and how long batches take. Writing allocates nothing.
 */
final class EngineBoard {
    private static final int FAULTS = TickSink.Fault.values().length;
    private static final int COUNTERS = 14;
    private static final int PLACES = 4;

    /**
     * What was published at one moment.
     *
     * @param seq last record taken
     * @param timeMs engine time
     * @param lastFrameMs receipt of the last frame
     * @param lastEventMs event time of the last tick
     */
    record Read(
            long ticks,
            long frames,
            long duplicates,
            long stale,
            long late,
            long outsideSession,
            long badPrice,
            long volumeRebased,
            long barsClosed,
            long signals,
            long alerts,
            long rejected,
            long voids,
            long studyFaults,
            long seq,
            long timeMs,
            long lastFrameMs,
            long lastEventMs,
            long[] faults) {}

    private final Board board = new Board(COUNTERS + PLACES + FAULTS);
    private final Durations batches = new Durations();
    private long batchFromNs;

    /** Before each record; reads the clock at the batch's first. Engine thread. */
    void batchBegins() {
        if (batchFromNs == 0) {
            batchFromNs = System.nanoTime();
        }
    }

    /** Engine thread. */
    void batchEnds() {
        if (batchFromNs != 0) {
            batches.add(System.nanoTime() - batchFromNs);
            batchFromNs = 0;
        }
    }

    /** The engine thread, or whoever owns the engine before that thread starts. */
    void publish(Engine engine) {
        EngineCounters c = engine.counters();
        board.begin();
        board.set(0, c.ticks);
        board.set(1, c.frames);
        board.set(2, c.duplicates);
        board.set(3, c.stale);
        board.set(4, c.late);
        board.set(5, c.outsideSession);
        board.set(6, c.badPrice);
        board.set(7, c.volumeRebased);
        board.set(8, c.barsClosed);
        board.set(9, c.signals);
        board.set(10, c.alerts);
        board.set(11, c.rejected);
        board.set(12, c.voids);
        board.set(13, c.studyFaults);
        board.set(COUNTERS, engine.seq());
        board.set(COUNTERS + 1, engine.timeMs());
        board.set(COUNTERS + 2, engine.lastFrameMs());
        board.set(COUNTERS + 3, engine.lastEventMs());
        for (int fault = 0; fault < FAULTS; fault++) {
            board.set(COUNTERS + PLACES + fault, c.faults[fault]);
        }
        board.end();
    }

    /** {@return what was published last; any thread} */
    Read read() {
        long[] v = board.read();
        var faults = new long[FAULTS];
        System.arraycopy(v, COUNTERS + PLACES, faults, 0, FAULTS);
        return new Read(
                v[0],
                v[1],
                v[2],
                v[3],
                v[4],
                v[5],
                v[6],
                v[7],
                v[8],
                v[9],
                v[10],
                v[11],
                v[12],
                v[13],
                v[COUNTERS],
                v[COUNTERS + 1],
                v[COUNTERS + 2],
                v[COUNTERS + 3],
                faults);
    }

    /** {@return how long batches of records took the engine; any thread} */
    Durations.Counted batches() {
        return batches.counted();
    }
}
