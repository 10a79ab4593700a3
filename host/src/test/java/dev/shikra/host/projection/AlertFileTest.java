package dev.shikra.host.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertFileTest {
    @TempDir Path temp;
    private Path path;

    @BeforeEach
    void name() {
        path = temp.resolve("new/alerts.jsonl");
    }

    private static void append(AlertFile file, int from, int to) {
        for (int i = from; i < to; i++) {
            file.append(Alerts.alert(i, i - 1, "clause " + i + " \u20B9"));
        }
    }

    @Test
    void aResumedRunEndsAsOneNeverInterrupted() throws IOException {
        Path whole = temp.resolve("whole.jsonl");
        try (AlertFile file = AlertFile.open(whole)) {
            append(file, 0, 1_000);
        }
        long snapshot;
        try (AlertFile file = AlertFile.open(path)) {
            append(file, 0, 400);
            snapshot = file.position();
            append(file, 400, 650);
        }
        Files.writeString(path, Files.readString(path) + "{\"id\":\"torn");

        try (AlertFile file = AlertFile.open(path)) {
            file.truncate(snapshot);
            append(file, 400, 1_000);
            assertThat(file.position()).isEqualTo(Files.size(whole));
        }

        assertThat(path).hasSameBinaryContentAs(whole);
    }

    @Test
    void positionCountsWhatIsStillBuffered() throws IOException {
        try (AlertFile file = AlertFile.open(path)) {
            append(file, 0, 3);
            long position = file.position();
            assertThat(Files.size(path)).isZero();

            file.flush();

            assertThat(Files.size(path)).isEqualTo(position);
            file.truncate(0);
            assertThat(Files.size(path)).isZero();
            assertThat(file.position()).isZero();
        }
    }

    @Test
    void refusesToCutAFileThatIsTooShort() throws IOException {
        try (AlertFile file = AlertFile.open(path)) {
            append(file, 0, 1);
            assertThatThrownBy(() -> file.truncate(1 << 20))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("alerts.jsonl has ")
                    .hasMessageContaining("can't be cut back to 1048576");
        }
    }
}
