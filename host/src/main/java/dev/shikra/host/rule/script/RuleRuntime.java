package dev.shikra.host.rule.script;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.slf4j.LoggerFactory;

/**
 * The JavaScript engine that all rule contexts of a host share: code compiled for one context
 * serves the others. Safe from any thread. Contexts see no host objects, files, network, processes
 * or threads; what they print is discarded.
 */
public final class RuleRuntime implements AutoCloseable {
    /** Takes away what a kernel never needs and what could remember things between runs. */
    private static final String PRELUDE =
            """
            delete globalThis.SharedArrayBuffer; delete globalThis.Atomics;
            delete globalThis.WebAssembly; delete globalThis.Date; delete Math.random;
            """;

    /** Touches what every kernel needs, so that its classes are there when the first one comes. */
    private static final String LIKE_A_KERNEL =
            """
            (function (f, rows, stride) {
              'use strict';
              return function () {
                let matched = 0;
                for (let k = 0; k < 2; k++) {
                  const i = rows[k] * stride, a = f[i], b = f[i + 1];
                  if (!(a === a && b === b)) continue;
                  if (!(a > b * 1.5) || Math.min(a, b) === 0) { matched++; continue; }
                }
                return matched;
              };
            })
            """;

    private static final HostAccess BUFFERS_ONLY =
            HostAccess.newBuilder(HostAccess.CONSTRAINED).allowBufferAccess(true).build();

    private final Engine engine;

    public RuleRuntime() {
        engine =
                Engine.newBuilder("js")
                        .sandbox(SandboxPolicy.CONSTRAINED)
                        .out(OutputStream.nullOutputStream())
                        .err(OutputStream.nullOutputStream())
                        .option("engine.WarnInterpreterOnly", "false")
                        .build();
    }

    /**
     * Begins to load JavaScript on a thread of its own: most of what the first runtime and its
     * context cost is loading classes, which a start can do beside plugins and configuration.
     */
    public static void loadAhead() {
        Thread.ofPlatform()
                .daemon()
                .name("rules-ahead")
                .start(() -> {
                    try (var runtime = new RuleRuntime();
                            Context context = runtime.newContext()) {
                        ByteBuffer memory =
                                ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
                        Value factory = context.eval("js", LIKE_A_KERNEL);
                        factory.execute(
                                        view(context, "Float64Array", memory),
                                        view(context, "Int32Array", memory),
                                        1)
                                .executeVoid();
                    } catch (RuntimeException | LinkageError e) {
                        // Not here: a static logger would be made on the starting thread.
                        LoggerFactory.getLogger(RuleRuntime.class)
                                .debug("JavaScript could not be loaded ahead", e);
                    }
                });
    }

    /**
     * {@return whether JavaScript is compiled; otherwise it is interpreted, about five times
     * slower}
     */
    public boolean compiles() {
        return !engine.getImplementationName().contains("Interpreted");
    }

    /** {@return one line for people: how rules run, and what to do about what is slow} */
    public String notice() {
        return compiles()
                ? "rules run compiled by the JVM, those too long for it by "
                        + engine.getImplementationName()
                : "rules run compiled by the JVM, those too long for it interpreted: split them, or start with SHIKRA_COMPILER=graal and a JDK not older than Shikra's Graal compiler";
    }

    /** {@return a new context, to be used by one thread at a time and closed by its owner} */
    public Context newContext() {
        Context context =
                Context.newBuilder("js")
                        .engine(engine)
                        .sandbox(SandboxPolicy.CONSTRAINED)
                        .allowHostAccess(BUFFERS_ONLY)
                        .allowIO(IOAccess.NONE)
                        .option("js.strict", "true")
                        .option("js.allow-eval", "false")
                        .option("js.load", "false")
                        .option("js.print", "false")
                        .option("js.console", "false")
                        .option("js.graal-builtin", "false")
                        .build();
        context.eval(Source.newBuilder("js", PRELUDE, "prelude.js").cached(true).buildLiteral());
        return context;
    }

    /**
     * {@return a function in a context of its own}
     *
     * @param library a script to run first
     * @param name of that script, for messages
     * @param script an expression that gives a function from text to text
     * @param longest time that one call may take
     */
    public ScriptFunction function(String library, String name, String script, Duration longest) {
        Context context = newContext();
        context.eval(Source.newBuilder("js", library, name).cached(false).buildLiteral());
        Value function = context.eval("js", script);
        return new ScriptFunction(context, function, longest);
    }

    /** {@return an array in JavaScript that aliases {@code memory}, which is in native order} */
    public static Value view(Context context, String arrayType, ByteBuffer memory) {
        return context.eval("js", "(b => new " + arrayType + "(b))").execute(memory);
    }

    @Override
    public void close() {
        engine.close(true);
    }
}
