package dev.shikra.host.rule.kernel;

/** Thrown by a kernel in bytecode that found its {@link StopFlag} raised. */
final class KernelStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** There is nothing to tell apart: a stop is no place in a program. */
    static final KernelStopped STOPPED = new KernelStopped();

    private KernelStopped() {
        super("stopped", null, false, false);
    }
}
