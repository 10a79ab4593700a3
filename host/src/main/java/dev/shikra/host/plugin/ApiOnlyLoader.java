package dev.shikra.host.plugin;

import java.util.List;

/**
 * Parent of every plugin's class loader: the JDK's platform classes, and of the host's classes
 * those of the plugin API alone. Resources of the host stay unseen.
 */
final class ApiOnlyLoader extends ClassLoader {
    private static final List<String> API =
            List.of("dev.shikra.api.", "org.slf4j.", "org.pf4j.", "org.jspecify.");

    private final ClassLoader host;

    ApiOnlyLoader(ClassLoader host) {
        super("plugin-api", getPlatformClassLoader());
        this.host = host;
    }

    static boolean isApi(String className) {
        for (String prefix : API) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (isApi(name)) {
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
