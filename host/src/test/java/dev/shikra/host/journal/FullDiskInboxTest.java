package dev.shikra.host.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.host.inbox.Inbox;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.inbox.InboxState;
import dev.shikra.host.inbox.SessionPlan;
import dev.shikra.host.journal.FullDiskTest.SmallDisk;
import dev.shikra.host.journal.JournalFixture.Copy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskInboxTest {
    @TempDir Path directory;

    private static final SessionPlan ONE_SESSION =
            new SessionPlan() {
                @Override
                public Session sessionAt(long timeMs) {
                    return new Session("only", 0, Long.MAX_VALUE);
                }

                @Override
                public byte[] header(Session session) {
                    return new byte[] {1};
                }
            };

    @Test
    void theEngineGetsWhatWasWrittenAndSourcesAreTurnedAway() throws Exception {
        for (int room : new int[] {10, 100, 1000, 5000, 5001, 5002, 5050, 20_000}) {
            Path journalOf = directory.resolve("room-" + room);
            List<Copy> handed = new ArrayList<>();
            try (Journal journal =
                            Journal.open(JournalFixture.settings(journalOf), new SmallDisk(room));
                    Inbox inbox =
                            new Inbox(
                                    new InboxSettings(16, 8, 64),
                                    journal,
                                    ONE_SESSION,
                                    record -> handed.add(Copy.of(record)),
                                    Thread::new)) {
                inbox.start();
                assertThatThrownBy(
                                () -> {
                                    for (int i = 0; i < 10_000; i++) {
                                        inbox.sink(0).frame(1000 + i * 7L, new byte[40], 0, 40);
                                    }
                                })
                        .isInstanceOf(InterruptedException.class)
                        .hasMessageContaining("takes nothing more")
                        .hasMessageContaining("No space left on device");
                inbox.drain();
                assertThat(inbox.state())
                        .isInstanceOfSatisfying(
                                InboxState.Failed.class,
                                failed -> assertThat(failed.reason()).contains("No space left"));
                assertThat(inbox.refused()).isPositive();
                assertThat(handed).hasSize((int) journal.writtenSeq());
            }
            assertThat(handed).isEqualTo(JournalFixture.readAll(journalOf));
        }
    }
}
