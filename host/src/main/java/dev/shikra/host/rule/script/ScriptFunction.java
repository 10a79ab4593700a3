package dev.shikra.host.rule.script;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/** A function from text to text in a context of its own. Not thread-safe. */
public final class ScriptFunction implements AutoCloseable {
    private final Context context;
    private final Value function;

    ScriptFunction(Context context, Value function) {
        this.context = context;
        this.function = function;
    }

    /**
     * {@return the function's text for {@code text}}
     *
     * @throws IllegalStateException if the script throws or runs out of stack
     */
    public String apply(String text) {
        try {
            return function.execute(text).asString();
        } catch (PolyglotException e) {
            throw new IllegalStateException("the script failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        context.close(true);
    }
}
