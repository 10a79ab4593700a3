package dev.shikra.plugins.studies;

/**
 * Highest or lowest of a window in constant time: a queue of those numbers that no later one beats,
 * best first. In the slice: numbers taken, the queue's first place and length, the best of those
 * that will still be there when one more comes (all that a preview reads) and when it came, the
 * queue's numbers and when each came. A closed bar pays for each number that leaves the queue,
 * once.
 *
 * <p>Side is 1 for the highest, -1 for the lowest. Of equal numbers the latest counts.
 */
final class Extreme {
    static final int HIGHEST = 1;
    static final int LOWEST = -1;

    private static final int TAKEN = 0;
    private static final int HEAD = 1;
    private static final int HELD = 2;
    private static final int REST = 3;

    /** One more than the count of numbers before the rest's best; 0: nothing stays. */
    private static final int REST_TIME = 4;

    private static final int VALUES = 5;

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
    static double with(double[] state, int at, int side, double x) {
        double best = state[at + REST];
        return state[at + REST_TIME] == 0 || side * x >= side * best ? x : best;
    }

    /** {@return numbers since the extreme if {@code x} came: 0 if {@code x} is it} */
    static double ageWith(double[] state, int at, int side, double x) {
        double time = state[at + REST_TIME];
        if (time == 0 || side * x >= side * state[at + REST]) {
            return 0;
        }
        return state[at + TAKEN] - (time - 1);
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
        noteRest(state, at, length);
    }

    private static void noteRest(double[] state, int at, int length) {
        int head = (int) state[at + HEAD];
        int held = (int) state[at + HELD];
        if (leaves(state, at, length, head)) {
            head = head + 1 == length ? 0 : head + 1;
            held--;
        }
        state[at + REST] = held > 0 ? state[at + VALUES + head] : 0;
        state[at + REST_TIME] = held > 0 ? state[at + VALUES + length + head] + 1 : 0;
    }

    private static boolean leaves(double[] state, int at, int length, int place) {
        return state[at + VALUES + length + place] <= state[at + TAKEN] - length;
    }

    private static int place(int head, int offset, int length) {
        int place = head + offset;
        return place >= length ? place - length : place;
    }
}
