package dev.shikra.plugins.kite;

import dev.shikra.api.plugin.PluginContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the plugin keeps what the configuration gives no place for: in its own directory, so that
 * login and feed find one token whatever folder they are started in. Immutable; any thread.
 */
record OwnFiles(Optional<Path> directory) {
    /** In the working directory: outside a host. */
    static final OwnFiles NONE = new OwnFiles(Optional.empty());

    static OwnFiles of(PluginContext context) {
        return new OwnFiles(Optional.of(context.dataDirectory().toAbsolutePath()));
    }

    /** {@return the settings, with a token file in any case} */
    Map<String, String> complete(Map<String, String> settings) {
        if (directory.isEmpty() || settings.containsKey("tokenFile")) {
            return settings;
        }
        var complete = new HashMap<>(settings);
        complete.put("tokenFile", directory.get().resolve("token.json").toString());
        return complete;
    }
}
