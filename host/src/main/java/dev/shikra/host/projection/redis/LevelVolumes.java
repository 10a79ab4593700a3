package dev.shikra.host.projection.redis;

import java.util.Arrays;

/**
 * Units by price level, lowest level first: 16 bytes each, since a session of thousands of
 * instruments has millions. A level is found by bisection; one that is new moves those above it,
 * some hundreds at most. For one thread.
 */
final class LevelVolumes {
    private static final int FIRST = 8;

    private long[] levels = {};
    private double[] units = {};
    private int size;

    int size() {
        return size;
    }

    /** {@return the level at a place, 0 to {@link #size} less 1} */
    long level(int place) {
        return levels[place];
    }

    /** {@return the units at a place} */
    double units(int place) {
        return units[place];
    }

    /** {@return the units at a level, 0 if it has none} */
    double at(long level) {
        int place = Arrays.binarySearch(levels, 0, size, level);
        return place < 0 ? 0 : units[place];
    }

    void add(long level, double more) {
        int place = Arrays.binarySearch(levels, 0, size, level);
        if (place >= 0) {
            units[place] += more;
            return;
        }
        insert(-place - 1, level, more);
    }

    private void insert(int place, long level, double first) {
        if (size == levels.length) {
            int length = Math.max(FIRST, size + (size >> 1));
            levels = Arrays.copyOf(levels, length);
            units = Arrays.copyOf(units, length);
        }
        System.arraycopy(levels, place, levels, place + 1, size - place);
        System.arraycopy(units, place, units, place + 1, size - place);
        levels[place] = level;
        units[place] = first;
        size++;
    }

    /** Forgets all, and lets its memory be used elsewhere. */
    void clear() {
        size = 0;
        levels = new long[] {};
        units = new double[] {};
    }

    /** Forgets all but will soon hold as much again. */
    void empty() {
        size = 0;
    }
}
