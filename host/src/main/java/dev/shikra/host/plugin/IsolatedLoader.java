package dev.shikra.host.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import org.jspecify.annotations.Nullable;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * A plugin's class loader: the API from the parent even where the plugin wrongly brings its own
 * copy, everything else from the plugin first, then from plugins it depends on.
 */
final class IsolatedLoader extends PluginClassLoader {
    IsolatedLoader(PluginManager plugins, PluginDescriptor descriptor, ClassLoader parent) {
        super(plugins, descriptor, parent, ClassLoadingStrategy.PDA);
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
        return ApiOnlyLoader.isApi(className);
    }

    /**
     * As the superclass, with a jar opened for this stream alone. The JDK keeps one open jar per
     * file for the whole process, and a class loader that is closed closes those it has read from:
     * under another loader on the same file, which would then find no extensions.
     */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        URL resource = getResource(name);
        if (resource == null) {
            return null;
        }
        try {
            URLConnection connection = resource.openConnection();
            connection.setUseCaches(false);
            return connection.getInputStream();
        } catch (IOException e) {
            return null; // as the method promises for what can't be read
        }
    }
}
