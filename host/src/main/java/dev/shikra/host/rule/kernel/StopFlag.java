package dev.shikra.host.rule.kernel;

/**
 * Raised by the watchdog; a kernel in bytecode looks at it at each block of rows, each function's
 * entry and each turn of a loop.
 */
final class StopFlag {
    volatile boolean raised;
}
