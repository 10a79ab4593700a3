package dev.shikra.host.plugin;

import org.jspecify.annotations.Nullable;

/**
 * Calls into plugins. Libraries inside a plugin look for services and resources by the thread's
 * context class loader; outside a call it is the host's, which they must not see.
 */
public final class PluginCalls {
    private PluginCalls() {}

    /** Something to do inside a plugin. */
    @FunctionalInterface
    public interface Call<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    /** Something to do inside a plugin that gives nothing back. */
    @FunctionalInterface
    public interface Action<X extends Exception> {
        void run() throws X;
    }

    /**
     * Runs {@code call} with the context class loader of {@code guest} and puts the old one back.
     *
     * @param guest an extension, or anything else made by a plugin's own class
     */
    public static <T extends @Nullable Object, X extends Exception> T call(
            Object guest, Call<T, X> call) throws X {
        return callIn(guest.getClass().getClassLoader(), call);
    }

    static <T extends @Nullable Object, X extends Exception> T callIn(
            @Nullable ClassLoader loader, Call<T, X> call) throws X {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** As {@link #call}, for what gives nothing back. */
    public static <X extends Exception> void run(Object guest, Action<X> action) throws X {
        PluginCalls.<@Nullable Void, X>call(
                guest,
                () -> {
                    action.run();
                    return null;
                });
    }
}
