package dev.shikra.host.engine;

import dev.shikra.api.source.TickSink;
import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;

/**
 * What the engine took and what it left out, and why: nothing is dropped silently. Written by the
 * engine thread; others may read a value that is a moment old.
 */
public final class EngineCounters {
    private static final TickSink.Fault[] FAULTS = TickSink.Fault.values();

    /** Decoded ticks, dropped ones included. */
    public long ticks;

    public long frames;

    /** Byte-identical to the instrument's packet before, or a second bar of one minute. */
    public long duplicates;

    /** Older exchange time than the instrument's tick before. */
    public long stale;

    /** Came after its bar had closed: joined the current bar. */
    public long late;

    /** Outside every session: no bar. */
    public long outsideSession;

    /** Price not a positive number. */
    public long badPrice;

    /** Cumulative volume fell: counted as 0 and taken as the new base. */
    public long volumeRebased;

    public long barsClosed;
    public long signals;
    public long alerts;

    /** Signals that a filter rule turned down. */
    public long rejected;

    /** Runs of rules whose output was discarded. */
    public long voids;

    /** Calls of studies that threw: their outputs became NaN. */
    public long studyFaults;

    /** By {@link TickSink.Fault}. */
    public final long[] faults = new long[FAULTS.length];

    public long faults(TickSink.Fault fault) {
        return faults[fault.ordinal()];
    }

    void write(StateWriter out) {
        out.putLongs(
                new long[] {
                    ticks,
                    frames,
                    duplicates,
                    stale,
                    late,
                    outsideSession,
                    badPrice,
                    volumeRebased,
                    barsClosed,
                    signals,
                    alerts,
                    rejected,
                    voids,
                    studyFaults
                });
        out.putLongs(faults);
    }

    void read(StateReader in) {
        long[] v = in.getLongs();
        if (v.length != 14) {
            throw new StateReader.StateException(v.length + " counters where 14 belong");
        }
        ticks = v[0];
        frames = v[1];
        duplicates = v[2];
        stale = v[3];
        late = v[4];
        outsideSession = v[5];
        badPrice = v[6];
        volumeRebased = v[7];
        barsClosed = v[8];
        signals = v[9];
        alerts = v[10];
        rejected = v[11];
        voids = v[12];
        studyFaults = v[13];
        long[] f = in.getLongs();
        System.arraycopy(f, 0, faults, 0, Math.min(f.length, faults.length));
    }
}
