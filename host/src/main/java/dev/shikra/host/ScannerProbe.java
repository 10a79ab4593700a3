package dev.shikra.host;

import dev.shikra.api.signal.Alert;
import dev.shikra.host.delivery.DurabilityGate;
import dev.shikra.host.engine.RuleBinder;

/**
 * Where a benchmark reads its clock in a scanner that is wired as it always is. What it does there
 * counts as the scanner's own time.
 */
public interface ScannerProbe {
    /** Nobody measures. */
    ScannerProbe NONE = new ScannerProbe() {};

    /** {@return what binds the rules: {@code own}, or something that measures around its runs} */
    default RuleBinder around(RuleBinder own) {
        return own;
    }

    /**
     * {@return what an alert waits for: {@code own}, the disk, unless that is not to be measured}
     */
    default DurabilityGate gate(DurabilityGate own) {
        return own;
    }

    /** An alert is about to be handed over for its notifiers. Engine thread. */
    default void alert(Alert alert) {}
}
