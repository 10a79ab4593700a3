package dev.shikra.host;

import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.journal.JournalException;
import dev.shikra.host.plugin.KeptPlugins;
import dev.shikra.host.plugin.PluginInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/**
 * The plugin sets that a journal names, by hash: those at hand, and those that only the zips kept
 * beside the journal hold. Any thread.
 */
final class PluginSets implements AutoCloseable {
    private final ContentStore contents;
    private final PluginLoader loader;
    private final Map<String, PluginSet> known = new HashMap<>();
    private final Map<String, KeptPlugins> kept = new HashMap<>();

    /**
     * @param contents beside the journal
     */
    PluginSets(ContentStore contents, PluginLoader loader) {
        this.contents = contents;
        this.loader = loader;
    }

    /**
     * Keeps a set beside the journal, so that it can be loaded again where it is installed no more;
     * durable when this returns.
     *
     * @throws IOException if a zip can't be read, is another one by now, or can't be kept
     */
    synchronized void keep(PluginSet set) throws IOException {
        for (PluginInfo plugin : set.zips()) {
            if (!contents.holds(plugin.sha256())) {
                byte[] zip = Files.readAllBytes(plugin.file());
                if (!ContentStore.sha256(zip).equals(plugin.sha256())) {
                    throw new IOException(
                            plugin.file()
                                    + " was replaced while plugin "
                                    + plugin.id()
                                    + " was loaded: leave it alone for a moment, then try again");
                }
                contents.put(zip);
            }
        }
        contents.put(set.manifest().getBytes(StandardCharsets.UTF_8));
        known.put(set.hash(), set);
    }

    /** Lets a set stand for the one of a hash. */
    synchronized void stand(String hash, PluginSet set) {
        known.put(hash, set);
    }

    /**
     * {@return a set, loaded from what is kept if it is not at hand}
     *
     * @throws IOException if it is not kept or does not load here; the message says why
     */
    synchronized PluginSet of(String hash) throws IOException {
        PluginSet set = known.get(hash);
        if (set == null) {
            try {
                String manifest = manifest(hash);
                KeptPlugins plugins = loader.load(manifest, contents.directory());
                kept.put(hash, plugins);
                set = PluginSet.of(plugins.loaded());
            } catch (JournalException | IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
            known.put(hash, set);
        }
        return set;
    }

    /** {@return the list of a set's plugins} */
    String manifest(String hash) throws IOException {
        return new String(contents.get(hash), StandardCharsets.UTF_8);
    }

    /** Forgets all sets but one: those that were loaded from what is kept are unloaded. */
    synchronized void forgetAllBut(String hash) {
        known.keySet().removeIf(each -> !each.equals(hash));
        kept.entrySet()
                .removeIf(each -> {
                    boolean other = !each.getKey().equals(hash);
                    if (other) {
                        each.getValue().close();
                    }
                    return other;
                });
    }

    @Override
    public void close() {
        forgetAllBut("");
    }
}
