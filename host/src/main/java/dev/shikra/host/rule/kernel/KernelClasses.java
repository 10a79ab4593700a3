package dev.shikra.host.rule.kernel;

import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of kernels, made once for all rules whose kernels read alike: what the trial of a
 * rule made, and the JVM compiled, serves the live rows. Classes that no kernel uses go when memory
 * is short. Any thread.
 */
public final class KernelClasses {
    private static final Logger LOG = LoggerFactory.getLogger(KernelClasses.class);
    private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
    private static final MethodType CONSTRUCTOR =
            MethodType.methodType(void.class, KernelCode.Place.class);
    private static final MethodType MAKES =
            MethodType.methodType(KernelCode.class, KernelCode.Place.class);

    private final Map<String, SoftReference<MethodHandle>> constructors = new ConcurrentHashMap<>();
    private final boolean bytecode;

    /** Classes for rules. */
    public KernelClasses() {
        this(true);
    }

    private KernelClasses(boolean bytecode) {
        this.bytecode = bytecode;
    }

    /** {@return no classes: all rules run as JavaScript} */
    public static KernelClasses none() {
        return new KernelClasses(false);
    }

    /** {@return in which form the rule runs}; its class is made, if it has none yet */
    public KernelForm form(Rule rule) {
        return of(rule).isPresent() ? KernelForm.BYTECODE : KernelForm.JAVASCRIPT;
    }

    /** {@return the constructor of the rule's class; empty if it has to run as JavaScript} */
    Optional<MethodHandle> of(Rule rule) {
        if (!bytecode) {
            return Optional.empty();
        }
        String key = SyntaxTrees.sha256(KernelSource.of(rule));
        SoftReference<MethodHandle> kept = constructors.get(key);
        MethodHandle known = kept == null ? null : kept.get();
        if (known != null) {
            return Optional.of(known);
        }
        Optional<MethodHandle> made = KernelBytecode.of(rule).flatMap(b -> define(rule, b));
        made.ifPresent(constructor -> {
            constructors.values().removeIf(each -> each.get() == null);
            constructors.put(key, new SoftReference<>(constructor));
        });
        return made;
    }

    private static Optional<MethodHandle> define(Rule rule, byte[] written) {
        try {
            MethodHandles.Lookup inside = HERE.defineHiddenClass(written, true);
            return Optional.of(
                    inside.findConstructor(inside.lookupClass(), CONSTRUCTOR).asType(MAKES));
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.warn("rule {} runs as JavaScript: its class was refused", rule.id(), e);
            return Optional.empty();
        }
    }

    static KernelCode make(MethodHandle constructor, KernelCode.Place place) {
        try {
            return (KernelCode) constructor.invokeExact(place);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a kernel could not be made: " + e, e);
        }
    }
}
