package dev.shikra.plugins.studies;

/**
 * Highest or lowest of a window in constant time: a queue of those numbers that no later one beats,
 * best first. In the slice: numbers taken, the queue's first place and length, its numbers and when
 * each came. A closed bar pays for each number that leaves the queue, once.
 *
 * <p>Side is 1 for the highest, -1 for the lowest. Of equal numbers the latest counts.
 */
final class Extreme {
    static final int HIGHEST = 1;
    static final int LOWEST = -1;

    private static final int TAKEN = 0;
    private static final int HEAD = 1;
    private static final int HELD = 2;
    private static final int VALUES = 3;

    private Extreme() {}

    static int size(int length) {
        return VALUES + 2 * length;
    }

    /** {@return whether one more number makes the window full, or it is full} */
    static boolean completes(double[] state, int at, int length) {
        return state[at + TAKEN] >= length - 1;
    }

    /** {@return whether the window is full} */
    static boolean full(double[] state, int at, int length) {
        return state[at + TAKEN] >= length;
    }

    /** {@return the extreme of the window as it is; meaningless before the first number} */
    static double current(double[] state, int at) {
        return state[at + VALUES + (int) state[at + HEAD]];
    }

    /** {@return the extreme of the window if {@code x} came} */
    static double with(double[] state, int at, int length, int side, double x) {
        int front = front(state, at, length);
        if (front < 0) {
            return x;
        }
        double best = state[at + VALUES + front];
        return side * x >= side * best ? x : best;
    }

    /** {@return numbers since the extreme if {@code x} came: 0 if {@code x} is it} */
    static double ageWith(double[] state, int at, int length, int side, double x) {
        int front = front(state, at, length);
        if (front < 0 || side * x >= side * state[at + VALUES + front]) {
            return 0;
        }
        return state[at + TAKEN] - state[at + VALUES + length + front];
    }

    static void push(double[] state, int at, int length, int side, double x) {
        int head = (int) state[at + HEAD];
        int held = (int) state[at + HELD];
        if (held > 0 && leaves(state, at, length, head)) {
            head = head + 1 == length ? 0 : head + 1;
            held--;
        }
        int values = at + VALUES;
        while (held > 0 && side * x >= side * state[values + place(head, held - 1, length)]) {
            held--;
        }
        int place = place(head, held, length);
        state[values + place] = x;
        state[values + length + place] = state[at + TAKEN];
        state[at + HEAD] = head;
        state[at + HELD] = held + 1;
        state[at + TAKEN]++;
    }

    /** {@return place of the best number that stays when one more comes; -1 if there is none} */
    private static int front(double[] state, int at, int length) {
        int head = (int) state[at + HEAD];
        int held = (int) state[at + HELD];
        if (held > 0 && leaves(state, at, length, head)) {
            head = head + 1 == length ? 0 : head + 1;
            held--;
        }
        return held > 0 ? head : -1;
    }

    private static boolean leaves(double[] state, int at, int length, int place) {
        return state[at + VALUES + length + place] <= state[at + TAKEN] - length;
    }

    private static int place(int head, int offset, int length) {
        int place = head + offset;
        return place >= length ? place - length : place;
    }
}
