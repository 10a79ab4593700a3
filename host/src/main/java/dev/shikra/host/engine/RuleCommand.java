package dev.shikra.host.engine;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;

/** What a command record says of a rule. */
public sealed interface RuleCommand {
    /**
     * {@return the rule's file, relative to the rules' folder: it names the rule across its
     * versions}
     */
    String file();

    /**
     * From the next record on this version runs.
     *
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
            case 3 -> new Prepare(in.getString(), in.getString());
            default -> throw new StateReader.StateException("no rule command has the code " + code);
        };
    }
}
