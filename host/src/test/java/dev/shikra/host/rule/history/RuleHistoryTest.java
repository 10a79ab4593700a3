package dev.shikra.host.rule.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleHistoryTest {
    private static final Instant NOON = Instant.parse("2024-01-02T12:00:00Z");

    @TempDir Path folder;

    private RuleHistory history() {
        return new RuleHistory(folder.resolve("rules"), InstantSource.fixed(NOON));
    }

    @Test
    void keepsWhoWhenAndWhyAndEachTextOnce() throws IOException {
        RuleHistory history = history();
        history.keep("patterns/a.js", "one\n", RuleVersion.EDITOR, "");
        history.keep("patterns/b.js", "one\n", RuleVersion.EDITOR, "");
        history.keep("patterns/a.js", "two\n", "asha", "less noise: \"quotes\"\nand lines");
        history.keep("patterns/a.js", "two\n", "ravi", "the same text is no version");
        history.remove("patterns/a.js", "asha", "no more");
        history.keep("patterns/a.js", "one\n", "asha", "back");

        assertThat(history().versions("patterns/a.js"))
                .extracting(
                        RuleVersion::number,
                        RuleVersion::who,
                        RuleVersion::why,
                        RuleVersion::removed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, "file", "", false),
                        org.assertj.core.groups.Tuple.tuple(
                                2, "asha", "less noise: \"quotes\"\nand lines", false),
                        org.assertj.core.groups.Tuple.tuple(3, "asha", "no more", true),
                        org.assertj.core.groups.Tuple.tuple(4, "asha", "back", false));
        assertThat(history.versions("patterns/a.js").getFirst().at()).isEqualTo(NOON);
        assertThat(history.text(history.version("patterns/a.js", 2).orElseThrow()))
                .isEqualTo("two\n");
        assertThat(history.version("patterns/a.js", 5)).isEmpty();
        try (var contents = Files.list(folder.resolve("rules/contents"))) {
            assertThat(contents).hasSize(2);
        }
    }

    @Test
    void goesOnAfterALineThatWasCutShort() throws IOException {
        history().keep("patterns/a.js", "one", "asha", "");
        Files.writeString(
                folder.resolve("rules/log.jsonl"),
                "{\"file\":\"patterns/a.js\",\"vers",
                StandardOpenOption.APPEND);
        history().keep("patterns/a.js", "two", "asha", "");
        assertThat(history().versions("patterns/a.js"))
                .extracting(RuleVersion::number)
                .containsExactly(1, 2);
    }

    @Test
    void refusesATextThatWasChangedOrLost() throws IOException {
        RuleVersion version = history().keep("patterns/a.js", "one", "asha", "");
        Path content = folder.resolve("rules/contents").resolve(version.content());
        Files.writeString(content, "two");
        assertThatThrownBy(() -> history().text(version)).hasMessageContaining("was changed since");
        Files.delete(content);
        assertThatThrownBy(() -> history().text(version))
                .hasMessageContaining(
                        "version 1 of patterns/a.js is in the log but its text is not");
    }

    @Test
    void severalWritersAtATimeNumberWithoutGaps() throws Exception {
        RuleHistory shared = history();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var tasks =
                    IntStream.range(0, 40)
                            .<Callable<RuleVersion>>mapToObj(
                                    i -> () -> shared.keep("patterns/a.js", "text " + i, "w", ""))
                            .toList();
            for (var each : threads.invokeAll(tasks)) {
                each.get();
            }
        }
        assertThat(shared.versions("patterns/a.js"))
                .extracting(RuleVersion::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    }
}
