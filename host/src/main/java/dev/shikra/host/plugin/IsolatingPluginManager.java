package dev.shikra.host.plugin;

import dev.shikra.api.plugin.PluginContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.pf4j.DefaultPluginFactory;
import org.pf4j.DefaultPluginLoader;
import org.pf4j.DefaultPluginManager;
import org.pf4j.DefaultPluginRepository;
import org.pf4j.ExtensionFactory;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginWrapper;
import org.pf4j.PropertiesPluginDescriptorFinder;

/**
 * PF4J with isolated class loaders and extensions that are given their context.
 *
 * <p>The {@code create*} methods run inside the super constructor: they read no field of this
 * class; what they make may do so later.
 */
final class IsolatingPluginManager extends DefaultPluginManager {
    private final Function<String, PluginContext> contexts;

    /**
     * @param contexts plugin id to what the plugin is given
     */
    IsolatingPluginManager(Path root, String apiVersion, Function<String, PluginContext> contexts) {
        super(root);
        this.contexts = contexts;
        setSystemVersion(apiVersion);
    }

    /** Loads unpacked plugins whose dependencies are all among them. */
    void loadFrom(Path folder) {
        loadPluginFromPath(folder);
    }

    void resolve() {
        resolvePlugins();
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new DefaultPluginRepository(List.of());
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PropertiesPluginDescriptorFinder();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        var apiOnly = new ApiOnlyLoader(IsolatingPluginManager.class.getClassLoader());
        return new DefaultPluginLoader(this) {
            @Override
            protected PluginClassLoader createPluginClassLoader(
                    Path folder, PluginDescriptor descriptor) {
                return new IsolatedLoader(pluginManager, descriptor, apiOnly);
            }
        };
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return new DefaultPluginFactory() {
            @Override
            public Plugin create(PluginWrapper plugin) {
                Plugin made = super.create(plugin);
                if (made == null) {
                    throw new PluginRuntimeException(
                            "plugin.class {} can't be made: it is a public subclass of"
                                    + " org.pf4j.Plugin whose constructor takes nothing, or leave"
                                    + " plugin.class out",
                            plugin.getDescriptor().getPluginClass());
                }
                return made;
            }
        };
    }

    @Override
    protected ExtensionFactory createExtensionFactory() {
        return new ExtensionFactory() {
            @Override
            public <T> T create(Class<T> type) {
                return make(type);
            }
        };
    }

    private <T> T make(Class<T> type) {
        PluginWrapper plugin = whichPlugin(type);
        try {
            return type.cast(
                    PluginCalls.<Object, ReflectiveOperationException>callIn(
                            type.getClassLoader(),
                            () -> {
                                for (Constructor<?> c : type.getConstructors()) {
                                    if (c.getParameterCount() == 1
                                            && c.getParameterTypes()[0] == PluginContext.class) {
                                        return c.newInstance(contexts.apply(plugin.getPluginId()));
                                    }
                                }
                                return type.getConstructor().newInstance();
                            }));
        } catch (NoSuchMethodException e) {
            throw new PluginRuntimeException(
                    e,
                    "{} has no public constructor without parameters or with a PluginContext",
                    type.getName());
        } catch (InvocationTargetException e) {
            throw new PluginRuntimeException(
                    e.getCause(), "the constructor of {} threw {}", type.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new PluginRuntimeException(e, "{} can't be made: {}", type.getName(), e);
        }
    }
}
