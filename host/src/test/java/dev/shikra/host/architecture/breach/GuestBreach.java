package dev.shikra.host.architecture.breach;

import dev.shikra.plugins.breach.SomePlugin;
import org.jspecify.annotations.Nullable;

/** A host class that knows a plugin. */
public final class GuestBreach {
    @Nullable SomePlugin plugin;
}
