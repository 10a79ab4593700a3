package dev.shikra.plugins.studies;

import dev.shikra.api.market.Bar;

/**
 * Which session a slice is in. In the slice: whether there was a bar, and the opening of its
 * session.
 */
final class Session {
    static final int SIZE = 2;
    private static final int STARTED = 0;
    private static final int OPEN_MS = 1;

    private Session() {}

    static boolean started(double[] state, int at) {
        return state[at + STARTED] != 0;
    }

    /** {@return whether the bar is the first of a later session, or the first of all} */
    static boolean begins(double[] state, int at, Bar bar) {
        return state[at + STARTED] == 0 || bar.sessionOpenMs > state[at + OPEN_MS];
    }

    /** {@return whether the bar belongs to a session that is over} */
    static boolean isOver(double[] state, int at, Bar bar) {
        return state[at + STARTED] != 0 && bar.sessionOpenMs < state[at + OPEN_MS];
    }

    static void enter(double[] state, int at, Bar bar) {
        state[at + STARTED] = 1;
        state[at + OPEN_MS] = bar.sessionOpenMs;
    }
}
