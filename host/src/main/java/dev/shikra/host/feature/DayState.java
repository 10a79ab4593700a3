package dev.shikra.host.feature;

import dev.shikra.api.market.Bar;

/** The session so far of each instrument, from closed 1-minute bars. A slice of the block. */
final class DayState {
    private static final int SESSION = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int PREVIOUS = 6;
    private static final int WIDTH = PREVIOUS + VOLUME;

    private final int at;

    DayState(StateBlocks blocks) {
        at = blocks.allocate(WIDTH);
    }

    /** Takes over what another plan's day state holds. */
    void copy(double[] from, DayState of, double[] into) {
        System.arraycopy(from, of.at, into, at, WIDTH);
    }

    void minuteClosed(double[] block, Bar bar) {
        if (block[at + SESSION] != bar.sessionOpenMs) {
            boolean first = block[at + SESSION] == 0;
            for (int value = OPEN; value <= VOLUME; value++) {
                block[at + PREVIOUS + value - OPEN] = first ? Double.NaN : block[at + value];
            }
            block[at + SESSION] = bar.sessionOpenMs;
            block[at + OPEN] = bar.open;
            block[at + HIGH] = bar.high;
            block[at + LOW] = bar.low;
            block[at + VOLUME] = 0;
        }
        block[at + HIGH] = Math.max(block[at + HIGH], bar.high);
        block[at + LOW] = Math.min(block[at + LOW], bar.low);
        block[at + CLOSE] = bar.close;
        block[at + VOLUME] += bar.volume;
    }

    /** {@return whether any minute has closed} */
    boolean begun(double[] block) {
        return block[at + SESSION] != 0;
    }

    double value(double[] block, FeatureKey.DayField field, Bar bar) {
        return field == FeatureKey.DayField.MINUTES
                ? (bar.endMs - bar.sessionOpenMs) / 60_000.0
                : value(block, field);
    }

    /** {@return a value as of the last closed minute; not the minutes, which are the bar's} */
    double value(double[] block, FeatureKey.DayField field) {
        return switch (field) {
            case OPEN -> block[at + OPEN];
            case HIGH -> block[at + HIGH];
            case LOW -> block[at + LOW];
            case CLOSE -> block[at + CLOSE];
            case VOLUME -> block[at + VOLUME];
            case MINUTES -> Double.NaN;
            case CHANGE -> percent(block[at + CLOSE], previous(block, CLOSE));
            case GAP -> percent(block[at + OPEN], previous(block, CLOSE));
            case PREVIOUS_OPEN -> previous(block, OPEN);
            case PREVIOUS_HIGH -> previous(block, HIGH);
            case PREVIOUS_LOW -> previous(block, LOW);
            case PREVIOUS_CLOSE -> previous(block, CLOSE);
            case PREVIOUS_VOLUME -> previous(block, VOLUME);
        };
    }

    private double previous(double[] block, int value) {
        return block[at + PREVIOUS + value - OPEN];
    }

    private static double percent(double now, double before) {
        return (now / before - 1) * 100;
    }
}
