package dev.shikra.host.engine;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** What a command record says: of a rule, or of the plugins that the engine computes with. */
public sealed interface RuleCommand {
    /**
     * From the next record on this version runs.
     *
     * @param file the rule's file, relative to the rules' folder: it names the rule across its
     *     versions
     * @param content hash of the version's content in the content store
     */
    record Activate(String file, String content) implements RuleCommand {}

    /**
     * This version is to run as soon as what it is the first to read has warmed aside; until then
     * the version before goes on.
     *
     * @param content hash of the version's content in the content store
     */
    record Prepare(String file, String content) implements RuleCommand {}

    /** From the next record on the rule is gone. */
    record Retire(String file) implements RuleCommand {}

    /**
     * From the next record on studies and detectors come from these plugins.
     *
     * @param plugins hash of the list of plugins in the content store
     * @param detectors name to content of the detectors that run, and no others
     */
    record UsePlugins(String plugins, Map<String, String> detectors) implements RuleCommand {
        public UsePlugins {
            detectors = new TreeMap<>(detectors);
        }
    }

    /**
     * From the next record on frames come from another version of the source, and its decoder reads
     * them. Says so to who reads a journal; decoders of all versions give the same ticks.
     *
     * @param source id of the source
     * @param plugin id, version and content hash of the plugin that brings it, in words
     */
    record SwapSource(String source, String plugin) implements RuleCommand {}

    /** {@return as a command record's payload} */
    default byte[] encode() {
        var out = new StateWriter();
        switch (this) {
            case Activate(String file, String content) -> {
                out.putByte(1);
                out.putString(file);
                out.putString(content);
            }
            case Retire(String file) -> {
                out.putByte(2);
                out.putString(file);
            }
            case UsePlugins(String plugins, Map<String, String> detectors) -> {
                out.putByte(10);
                out.putString(plugins);
                out.putInt(detectors.size());
                detectors.forEach((file, content) -> {
                    out.putString(file);
                    out.putString(content);
                });
            }
            case SwapSource(String source, String plugin) -> {
                out.putByte(11);
                out.putString(source);
                out.putString(plugin);
            }
            case Prepare(String file, String content) -> {
                out.putByte(3);
                out.putString(file);
                out.putString(content);
            }
        }
        return out.toBytes();
    }

    /**
     * @throws StateReader.StateException if it is no such payload
     */
    static RuleCommand decode(StateReader in) {
        int code = in.getByte();
        return switch (code) {
            case 1 -> new Activate(in.getString(), in.getString());
            case 2 -> new Retire(in.getString());
            case 10 -> {
                String plugins = in.getString();
                var detectors = new TreeMap<String, String>();
                for (int n = in.getInt(); n > 0; n--) {
                    String file = in.getString();
                    detectors.put(file, in.getString());
                }
                yield new UsePlugins(plugins, detectors);
            }
            case 11 -> new SwapSource(in.getString(), in.getString());
            case 3 -> new Prepare(in.getString(), in.getString());
            default -> throw new StateReader.StateException("no rule command has the code " + code);
        };
    }
}
