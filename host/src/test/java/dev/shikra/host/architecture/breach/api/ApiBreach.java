package dev.shikra.host.architecture.breach.api;

import org.jspecify.annotations.Nullable;
import org.pf4j.PluginManager;

/** An API that lets PF4J through. */
public final class ApiBreach {
    @Nullable PluginManager plugins;
}
