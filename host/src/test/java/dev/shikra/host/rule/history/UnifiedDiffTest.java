package dev.shikra.host.rule.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
    @TempDir Path folder;

    @Test
    void showsChangedLinesWithThreeAround() {
        assertThat(
                        UnifiedDiff.of(
                                "a",
                                "b",
                                "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
                                "1\n2\n3\n4\nx\n6\n7\n8\n9\n"))
                .isEqualTo(
                        """
                        --- a
                        +++ b
                        @@ -2,7 +2,7 @@
                         2
                         3
                         4
                        -5
                        +x
                         6
                         7
                         8
                        """);
        assertThat(UnifiedDiff.of("a", "b", "1\n", "1\n")).isEmpty();
        assertThat(UnifiedDiff.of("a", "b", "", "1"))
                .isEqualTo("--- a\n+++ b\n@@ -0,0 +1 @@\n+1\n\\ No newline at end of file\n");
    }

    /** The oracle is patch itself: what the difference says makes the new text of the old. */
    @Test
    void patchMakesTheNewTextOfTheOld() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/patch")), "skipped: there is no patch here");
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            String before = text(random);
            String after = edited(before, random);
            Path file = Files.writeString(folder.resolve("text"), before);
            Path patch =
                    Files.writeString(
                            folder.resolve("diff"), UnifiedDiff.of("a", "b", before, after));
            if (!before.equals(after)) {
                Process run =
                        new ProcessBuilder("patch", "-s", file.toString(), patch.toString())
                                .inheritIO()
                                .start();
                assertThat(run.waitFor()).as("seed %d round %d", seed, round).isZero();
            }
            // patch removes a file that became empty
            assertThat(Files.exists(file) ? Files.readString(file) : "")
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(after);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append("line ").append(random.nextInt(8)).append('\n');
        }
        return text.toString();
    }

    private static String edited(String text, Random random) {
        var out = new StringBuilder();
        for (String line : text.lines().toList()) {
            switch (random.nextInt(12)) {
                case 0 -> {}
                case 1 -> out.append("new ").append(random.nextInt(5)).append('\n');
                case 2 -> out.append(line).append("\nadded\n");
                default -> out.append(line).append('\n');
            }
        }
        return random.nextInt(4) == 0 ? out + "the end" : out.toString();
    }
}
