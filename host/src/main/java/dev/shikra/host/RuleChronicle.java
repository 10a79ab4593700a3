package dev.shikra.host;

import dev.shikra.host.rule.Rule;
import dev.shikra.host.rule.history.RuleHistory;
import dev.shikra.host.rule.history.RuleVersion;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Writes into the history what is loaded, under the name of whoever saved it; what came as a
 * changed file is nobody's. Any thread.
 */
final class RuleChronicle {
    private record Author(String text, String who, String why) {}

    private final RuleHistory history;
    private final Consumer<String> notices;
    private final Map<String, Author> expected = new ConcurrentHashMap<>();

    /**
     * @param notices hears when a version can't be kept: rules run all the same
     */
    RuleChronicle(RuleHistory history, Consumer<String> notices) {
        this.history = history;
        this.notices = notices;
    }

    /** Tells whose text will be loaded next from a file. */
    void expect(String file, String text, String who, String why) {
        if (!who.isBlank() || !why.isBlank()) {
            expected.put(file, new Author(text, who.isBlank() ? RuleVersion.EDITOR : who, why));
        }
    }

    /** Keeps a rule's text, and those of the libraries that it imports. */
    void loaded(Rule rule, String otherwise) {
        rule.source()
                .libraries()
                .forEach((file, text) -> {
                    if (file.startsWith("lib/")) {
                        keep(file, text, otherwise);
                    }
                });
        keep(rule.source().path(), rule.source().text(), otherwise);
    }

    private void keep(String file, String text, String otherwise) {
        Author author = expected.remove(file);
        boolean theirs = author != null && author.text().equals(text);
        try {
            history.keep(
                    file,
                    text,
                    theirs ? author.who() : RuleVersion.EDITOR,
                    theirs ? author.why() : otherwise);
        } catch (IOException e) {
            cannot(file, e);
        }
    }

    void removed(String file) {
        try {
            history.remove(file, RuleVersion.EDITOR, "removed");
        } catch (IOException e) {
            cannot(file, e);
        }
    }

    private void cannot(String file, IOException e) {
        notices.accept(
                "the version of "
                        + file
                        + " can't be kept in the history ("
                        + e.getMessage()
                        + "): give the host the right to write there; the rule runs");
    }
}
