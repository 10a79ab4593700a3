package dev.shikra.host.rule.script;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/** A function from text to text in a context of its own. Not thread-safe. */
public final class ScriptFunction implements AutoCloseable {
    private static final int STOPPING = -1;

    private final Context context;
    private final Value function;

    private final Duration longest;
    private final AtomicInteger turn = new AtomicInteger();

    ScriptFunction(Context context, Value function, Duration longest) {
        this.context = context;
        this.function = function;
        this.longest = longest;
    }

    /**
     * {@return the function's text for {@code text}}
     *
     * @throws IllegalStateException if the script throws, runs out of stack or memory, or takes
     *     longer than it may
     */
    public String apply(String text) {
        int mine = turn.incrementAndGet(); // odd: under way
        Thread guard = Thread.ofVirtual().name("script-guard").start(() -> stopLater(mine));
        try {
            return function.execute(text).asString();
        } catch (PolyglotException e) {
            throw new IllegalStateException(
                    e.isInterrupted()
                            ? "the script took longer than " + longest.toSeconds() + " s"
                            : "the script failed: " + e.getMessage(),
                    e);
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException("the script needs more memory than there is", e);
        } finally {
            guard.interrupt();
            end(mine);
        }
    }

    private void stopLater(int mine) {
        try {
            Thread.sleep(longest);
        } catch (InterruptedException e) {
            return; // it ended in time
        }
        if (turn.compareAndSet(mine, STOPPING)) {
            try {
                context.interrupt(Duration.ZERO);
            } catch (TimeoutException | IllegalStateException e) {
                return; // it ends, or has ended, by itself
            } finally {
                turn.set(mine + 1);
            }
        }
    }

    /** The guard's interrupt, once begun, must be over before another text can come. */
    private void end(int mine) {
        if (!turn.compareAndSet(mine, mine + 1)) {
            while (turn.get() == STOPPING) {
                Thread.onSpinWait();
            }
            boolean meantForTheScript = Thread.interrupted();
        }
    }

    @Override
    public void close() {
        context.close(true);
    }
}
