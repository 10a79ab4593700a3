package dev.shikra.host.plugin;

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
}
