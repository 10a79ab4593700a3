package dev.shikra.plugins.studies;

/**
 * Highest or lowest of a window in constant time: a queue of those numbers that no later one beats,
 * best first. In the slice, as two parts: the head, all that a preview reads, with numbers taken,
 * the best of those that will still be there when one more comes and when it came, and the best as
 * it is; and the body, with the queue's first place and length, its numbers and when each came. A
 * closed bar pays for each number that leaves the queue, once.
 *
 * <p>Side is 1 for the highest, -1 for the lowest. Of equal numbers the latest counts.
 */
final class Extreme {
    static final int HIGHEST = 1;
    static final int LOWEST = -1;

    private static final int TAKEN = 0;
    private static final int REST = 1;

    /** One more than the count of numbers before the rest's best; 0: nothing stays. */
    private static final int REST_TIME = 2;

    private static final int BEST = 3;

    /** Doubles of the head. */
    static final int HEAD = 4;

    private static final int FIRST = 0;
    private static final int HELD = 1;
    private static final int VALUES = 2;

    private Extreme() {}

    /** {@return doubles of the body} */
    static int body(int length) {
        return VALUES + 2 * length;
    }

    /** {@return doubles of head and body} */
    static int size(int length) {
        return HEAD + body(length);
    }

    /** {@return whether one more number makes the window full, or it is full} */
    static boolean completes(double[] state, int head, int length) {
        return state[head + TAKEN] >= length - 1;
    }

    /** {@return whether the window is full} */
    static boolean full(double[] state, int head, int length) {
        return state[head + TAKEN] >= length;
    }

    /** {@return the extreme of the window as it is; meaningless before the first number} */
    static double current(double[] state, int head) {
        return state[head + BEST];
    }

    /** {@return the extreme of the window if {@code x} came} */
    static double with(double[] state, int head, int side, double x) {
        double best = state[head + REST];
        return state[head + REST_TIME] == 0 || side * x >= side * best ? x : best;
    }

    /** {@return numbers since the extreme if {@code x} came: 0 if {@code x} is it} */
    static double ageWith(double[] state, int head, int side, double x) {
        double time = state[head + REST_TIME];
        if (time == 0 || side * x >= side * state[head + REST]) {
            return 0;
        }
        return state[head + TAKEN] - (time - 1);
    }

    static void push(double[] state, int head, int body, int length, int side, double x) {
        int first = (int) state[body + FIRST];
        int held = (int) state[body + HELD];
        double oldest = state[head + TAKEN] - length;
        int times = body + VALUES + length;
        if (held > 0 && state[times + first] <= oldest) {
            first = place(first, 1, length);
            held--;
        }
        int values = body + VALUES;
        while (held > 0 && side * x >= side * state[values + place(first, held - 1, length)]) {
            held--;
        }
        int place = place(first, held, length);
        state[values + place] = x;
        state[times + place] = state[head + TAKEN];
        held++;
        state[body + FIRST] = first;
        state[body + HELD] = held;
        state[head + TAKEN]++;
        state[head + BEST] = state[values + first];
        boolean leaves = state[times + first] <= oldest + 1;
        int rest = leaves ? place(first, 1, length) : first;
        boolean stays = !leaves || held > 1;
        state[head + REST] = stays ? state[values + rest] : 0;
        state[head + REST_TIME] = stays ? state[times + rest] + 1 : 0;
    }

    private static int place(int first, int offset, int length) {
        int place = first + offset;
        return place >= length ? place - length : place;
    }
}
