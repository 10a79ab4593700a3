package dev.shikra.bench;

import java.nio.file.Path;

/**
 * How a benchmark is to run.
 *
 * @param effort how long it measures
 * @param home the folder of the launcher: built tree, rules, configuration
 */
public record Options(Effort effort, Path home) {
    /** How long a benchmark measures. */
    public enum Effort {
        /** Long enough for the figures in the documentation. */
        FULL,
        /** All benchmarks of a name within a minute: for a look, not for a claim. */
        QUICK
    }

    /** {@return whether figures may be rough} */
    public boolean quick() {
        return effort == Effort.QUICK;
    }
}
