package dev.shikra.host.cli;

import dev.shikra.host.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a scanner in good order when the process is asked to end (Ctrl-C, a service manager): the
 * source is stopped, what was taken is worked off, a last snapshot is written. Close it after the
 * scanner.
 */
final class OrderlyEnd implements AutoCloseable {
    private static final long PATIENCE_S = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private Thread hook = new Thread();

    /** Stops {@code scanner} when the process is to end. */
    void of(Scanner scanner) {
        hook =
                new Thread(
                        () -> {
                            scanner.stop();
                            try {
                                if (!ended.await(PATIENCE_S, TimeUnit.SECONDS)) {
                                    System.err.println(
                                            "not all was worked off in "
                                                    + PATIENCE_S
                                                    + " s: the journal has it, --resume goes on");
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "end");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // then the hook is what waits for us
        }
    }
}
