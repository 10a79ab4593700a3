package dev.shikra.host.engine;

import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.StudySpec;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.PastDepth;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * What the engine knows of the past at one moment, and what the rules need of it. Whoever gets one
 * may read it on any thread and must not change it.
 *
 * @param needs of the studies that run
 * @param depth how much of the past everything that runs needs to be settled
 * @param covered rows that some pattern looks at
 * @param first rows that other rows read: an index, an underlying
 * @param knownFromMs by row, start of the first bar from which on all are known, epoch ms; 0: none
 * @param joinedAt by row, which turn of the past joined its history, counted from 1; 0: none
 * @param since by {@link #name}, where the bars began of a study that warmed aside
 */
public record PastView(
        List<FeaturePlan.Need> needs,
        PastDepth depth,
        BitSet covered,
        BitSet first,
        long[] knownFromMs,
        long[] joinedAt,
        Map<String, Since> since) {
    /** Before the engine said anything. */
    public static final PastView NONE =
            new PastView(
                    List.of(),
                    PastDepth.NONE,
                    new BitSet(),
                    new BitSet(),
                    new long[0],
                    new long[0],
                    Map.of());

    /**
     * Where a study's bars began.
     *
     * @param fromMs epoch ms
     * @param turn of the past at which it had warmed, counted with those that joined
     */
    public record Since(long fromMs, long turn) {}

    /** {@return the same needs, and what is known now} */
    PastView with(long[] known, long[] joined, Map<String, Since> aside) {
        return new PastView(needs, depth, covered, first, known, joined, aside);
    }

    /** {@return what people call a study on a timeframe} */
    public static String name(StudySpec study, Timeframe on) {
        return study + " on " + on;
    }

    /** {@return from when on a study knows all bars of an instrument, epoch ms; 0: none yet} */
    public long knownFromMs(FeaturePlan.Need need, int row) {
        long known = knownFromMs[row];
        Since aside = since.get(name(need.study(), need.on()));
        return known == 0 || aside == null || joinedAt[row] > aside.turn()
                ? known
                : Math.max(known, aside.fromMs());
    }
}
