package dev.shikra.plugins.studies;

/**
 * The last {@code length} numbers, oldest overwritten. In the slice: how many it holds, where the
 * next one goes, what that overwrites (so that a preview reads one cache line and not two), the
 * numbers. Zeros until filled, so that what leaves a window that is not yet full is 0.
 */
final class Ring {
    private static final int HELD = 0;
    private static final int NEXT = 1;
    private static final int OLDEST = 2;
    private static final int VALUES = 3;

    private Ring() {}

    static int size(int length) {
        return VALUES + length;
    }

    /** {@return how many numbers it holds} */
    static int held(double[] state, int at) {
        return (int) state[at + HELD];
    }

    /** {@return whether one more number makes the window full, or it is full} */
    static boolean completes(double[] state, int at, int length) {
        return state[at + HELD] >= length - 1;
    }

    /** {@return whether it holds {@code length} numbers} */
    static boolean full(double[] state, int at, int length) {
        return state[at + HELD] >= length;
    }

    /** {@return whether the next number goes to the last place, once in {@code length} numbers} */
    static boolean wraps(double[] state, int at, int length) {
        return (int) state[at + NEXT] == length - 1;
    }

    /** {@return the number that the next one overwrites; 0 while the ring is not full} */
    static double oldest(double[] state, int at) {
        return state[at + OLDEST];
    }

    /** {@return the number {@code age} places back; 0 is the latest. {@code age < length}} */
    static double back(double[] state, int at, int length, int age) {
        int place = (int) state[at + NEXT] - 1 - age;
        return state[at + VALUES + (place < 0 ? place + length : place)];
    }

    /** {@return the number at a place of the ring, in no particular order} */
    static double place(double[] state, int at, int place) {
        return state[at + VALUES + place];
    }

    /** {@return where the next number goes, {@code 0 <= place < length}} */
    static int next(double[] state, int at) {
        return (int) state[at + NEXT];
    }

    static void push(double[] state, int at, int length, double x) {
        int last = (int) state[at + NEXT];
        int next = last + 1 == length ? 0 : last + 1;
        state[at + VALUES + last] = x;
        state[at + NEXT] = next;
        state[at + OLDEST] = state[at + VALUES + next];
        if (state[at + HELD] < length) {
            state[at + HELD]++;
        }
    }
}
