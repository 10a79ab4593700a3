package dev.shikra.host.rule.kernel;

/** What went wrong in a run whose results are all to be discarded. */
public enum KernelFault {
    NONE(0, "nothing"),
    DIRECTION(1, "the direction is not 'long', 'short' or 'neutral'"),
    CONFIDENCE(2, "the confidence is not from 0 to 1"),
    SCALE(3, "the scale is not from 0 to 2"),
    /** NaN is none; Infinity is no price. */
    PRICE(6, "the stop or the target is infinite"),
    /** Stopped by the watchdog: depends on the machine, so a record must say so. */
    OVER_BUDGET(4, "the run took longer than its budget"),
    THREW(5, "the run failed");

    private final int code;
    private final String words;

    KernelFault(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** {@return as kernels write it} */
    int code() {
        return code;
    }

    /** {@return for people} */
    public String words() {
        return words;
    }
}
