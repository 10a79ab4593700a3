package dev.shikra.plugins.simulator;

/**
 * The way of a price through one minute of which only open, high, low, close and volume are known: a
 * trade in each second that has volume. It begins at the open, ends at the close, and touches first
 * the end of the range that lies against the minute's direction: low before high where the close is
 * not below the open. Bars that are built of it are the bars it was made of.
 */
final class MinutePath {
    static final int SECONDS = 60;

    private static final int FIRST_TURN = 20;
    private static final int SECOND_TURN = 40;

    /** Seconds that trade even where there is little volume, the needed first. */
    private static final int[] TURNS = {0, SECONDS - 1, FIRST_TURN, SECOND_TURN};

    private MinutePath() {}

    /**
     * {@return the price at a second, on the grid of {@code tick} between the turns}
     *
     * @param bar open, high, low, close; the smallest unit of money
     * @param second 0 to 59
     */
    static int price(int[] bar, int second, int tick) {
        int open = bar[0];
        int close = bar[3];
        int first = close >= open ? bar[2] : bar[1];
        int then = close >= open ? bar[1] : bar[2];
        if (second < FIRST_TURN) {
            return between(open, first, second, FIRST_TURN, tick);
        }
        if (second < SECOND_TURN) {
            return between(first, then, second - FIRST_TURN, SECOND_TURN - FIRST_TURN, tick);
        }
        return between(
                then, close, second - SECOND_TURN, SECONDS - 1 - SECOND_TURN, tick);
    }

    private static int between(int from, int to, int step, int steps, int tick) {
        if (step == 0 || step == steps) {
            return step == 0 ? from : to;
        }
        long exact = from + (long) (to - from) * step / steps;
        long onGrid = Math.floorDiv(exact, tick) * tick;
        return (int) Math.clamp(onGrid, Math.min(from, to), Math.max(from, to));
    }

    /**
     * {@return what trades in a second; over the minute it adds up to {@code volume}} Of a volume
     * below 60 the turns get theirs first.
     */
    static long quantity(long volume, int second) {
        if (volume >= SECONDS) {
            return volume * (second + 1) / SECONDS - volume * second / SECONDS;
        }
        int rank = TURNS.length;
        for (int i = 0; i < TURNS.length; i++) {
            if (TURNS[i] == second) {
                rank = i;
            }
        }
        if (rank == TURNS.length) {
            for (int earlier = 1; earlier < second; earlier++) {
                rank += earlier == FIRST_TURN || earlier == SECOND_TURN ? 0 : 1;
            }
        }
        return rank < volume ? 1 : 0;
    }
}
