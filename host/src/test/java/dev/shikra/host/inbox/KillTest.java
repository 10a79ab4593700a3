package dev.shikra.host.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalFixture;
import dev.shikra.host.journal.JournalFixture.Copy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    @TempDir Path directory;

    @Test
    void aJournalWhoseWriterIsKilledEndsUpTheSame() throws Exception {
        killAndGoOn(4, 30_000);
    }

    @Test
    @Tag("soak")
    void aJournalWhoseWriterIsKilledManyTimesEndsUpTheSame() throws Exception {
        killAndGoOn(200, 1_000_000);
    }

    private void killAndGoOn(int kills, int frames) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path killed = directory.resolve("killed");
        int killedAtWork = 0;
        for (int i = 0; i < kills; i++) {
            int linesToLive = 1 + random.nextInt(2 * frames / 16 / kills);
            long saidDurable = killAfter(killed, frames, linesToLive);
            killedAtWork += saidDurable >= 0 ? 1 : 0;
            try (Journal journal = Journal.open(JournalFixture.settings(killed))) {
                assertThat(journal.lastSeq())
                        .as("seed %d, kill %d", seed, i)
                        .isGreaterThanOrEqualTo(saidDurable);
                assertThat(journal.openingNotes()).hasSizeLessThanOrEqualTo(2);
            }
        }
        KilledWriter.write(killed, frames, false);
        Path whole = directory.resolve("whole");
        KilledWriter.write(whole, frames, false);
        List<Copy> expected = JournalFixture.readAll(whole);
        assertThat(JournalFixture.readAll(killed)).as("seed %d", seed).isEqualTo(expected);
        assertThat(killedAtWork).as("kills that met a writer at work").isPositive();
    }

    /** {@return the last seq that the writer said was durable; -1 if it ended before} */
    private static long killAfter(Path journal, int frames, int lines) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledWriter.class.getName(),
                                journal.toString(),
                                Integer.toString(frames))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long durable = 0;
        try (BufferedReader out = process.inputReader()) {
            for (int i = 0; i < lines; i++) {
                String line = out.readLine();
                if (line == null) {
                    return -1;
                }
                durable = line.matches("\\d+") ? Long.parseLong(line) : durable;
            }
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
        return durable;
    }
}
