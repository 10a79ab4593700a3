package dev.shikra.api.signal;

import java.io.IOException;
import org.pf4j.ExtensionPoint;

/**
 * Extension point: carries alerts to people. Called on a virtual thread, one alert at a time per
 * notifier. An alert may come again under the same id after a crash; a notifier that can tell
 * should not show it twice.
 */
public interface Notifier extends ExtensionPoint {
    /** {@return name in configuration and journal; lower case, for example {@code console}} */
    String id();

    /**
     * Delivers one alert; returns when it is delivered.
     *
     * @throws IOException if it may work later: the host tries again
     * @throws RuntimeException if it will not: the outcome is recorded as failed
     */
    void deliver(Alert alert) throws IOException, InterruptedException;

    /**
     * Tells something about the service itself. Called on a virtual thread of its own, one notice
     * at a time; an alert may be on its way meanwhile. By default nobody is told.
     *
     * @throws IOException if it may work later: the host tries again a few times
     * @throws RuntimeException if it will not
     */
    default void notice(Notice notice) throws IOException, InterruptedException {}
}
