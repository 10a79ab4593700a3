package dev.shikra.plugins.studies;

/**
 * The last {@code length} numbers, oldest overwritten. In the slice, as two parts that need not lie
 * side by side: the head, how many it holds, which is all that a preview needs of it; and the body,
 * where the next number goes and the numbers. Zeros until filled, so that what leaves a window that
 * is not yet full is 0.
 */
final class Ring {
    /** Doubles of the head. */
    static final int HEAD = 1;

    private static final int HELD = 0;
    private static final int NEXT = 0;
    private static final int VALUES = 1;

    private Ring() {}

    /** {@return doubles of the body} */
    static int body(int length) {
        return VALUES + length;
    }

    /** {@return doubles of head and body} */
    static int size(int length) {
        return HEAD + body(length);
    }

    /** {@return how many numbers it holds} */
    static int held(double[] state, int head) {
        return (int) state[head + HELD];
    }

    /** {@return whether one more number makes the window full, or it is full} */
    static boolean completes(double[] state, int head, int length) {
        return state[head + HELD] >= length - 1;
    }

    /** {@return whether it holds {@code length} numbers} */
    static boolean full(double[] state, int head, int length) {
        return state[head + HELD] >= length;
    }

    /** {@return whether the next number goes to the last place, once in {@code length} numbers} */
    static boolean wraps(double[] state, int body, int length) {
        return (int) state[body + NEXT] == length - 1;
    }

    /** {@return the number {@code age} places back; 0 is the latest. {@code age < length}} */
    static double back(double[] state, int body, int length, int age) {
        int place = (int) state[body + NEXT] - 1 - age;
        return state[body + VALUES + (place < 0 ? place + length : place)];
    }

    /** {@return the number at a place of the ring, in no particular order} */
    static double place(double[] state, int body, int place) {
        return state[body + VALUES + place];
    }

    /** {@return where the next number goes, {@code 0 <= place < length}} */
    static int next(double[] state, int body) {
        return (int) state[body + NEXT];
    }

    /**
     * Takes {@code x} in.
     *
     * @return what the number after it will overwrite; 0 while the ring is not full
     */
    static double push(double[] state, int head, int body, int length, double x) {
        int last = (int) state[body + NEXT];
        int next = last + 1 == length ? 0 : last + 1;
        state[body + VALUES + last] = x;
        state[body + NEXT] = next;
        if (state[head + HELD] < length) {
            state[head + HELD]++;
        }
        return state[body + VALUES + next];
    }
}
