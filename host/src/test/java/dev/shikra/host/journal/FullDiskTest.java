package dev.shikra.host.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.host.journal.JournalFixture.Copy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    @TempDir Path directory;

    /** The real disk, with room for so many bytes; it takes what fits and then fails. */
    static final class SmallDisk implements SegmentFiles {
        final AtomicLong room;
        final AtomicBoolean refusesToForce = new AtomicBoolean();

        SmallDisk(long room) {
            this.room = new AtomicLong(room);
        }

        @Override
        public SegmentFile open(Path file, long length) throws IOException {
            SegmentFile real = SegmentFiles.DISK.open(file, length);
            return new SegmentFile() {
                @Override
                public void write(ByteBuffer bytes) throws IOException {
                    int some = (int) Math.min(room.get(), bytes.remaining());
                    if (some == 0) {
                        throw new IOException("No space left on device");
                    }
                    int limit = bytes.limit();
                    bytes.limit(bytes.position() + some);
                    real.write(bytes);
                    bytes.limit(limit);
                    room.addAndGet(-some);
                }

                @Override
                public void force() throws IOException {
                    if (refusesToForce.get()) {
                        throw new IOException("Input/output error");
                    }
                    real.force();
                }

                @Override
                public void truncate(long length) throws IOException {
                    real.truncate(length);
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }
    }

    @Test
    void endsWithTheLastWrittenRecordHoweverMuchFits() throws Exception {
        for (int room = 0; room < 6000; room += 37) {
            Path journalOf = directory.resolve("room-" + room);
            SmallDisk disk = new SmallDisk(room);
            Journal journal = Journal.open(JournalFixture.settings(journalOf, 4096), disk);
            assertThatThrownBy(() -> JournalFixture.fill(journal, new Random(1), 1000, 100))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("nothing was overwritten")
                    .hasMessageContaining("free or replace the disk");
            long written = journal.writtenSeq();
            assertThat(journal.failure()).contains("after record " + written);
            assertThatThrownBy(() ->
                            journal.append(RecordKind.FRAME, Long.MAX_VALUE, 0, new byte[0], 0, 0))
                    .hasMessage(journal.failure());
            assertThatThrownBy(() -> journal.awaitDurable(written + 1))
                    .hasMessageContaining("No space left");
            journal.close();

            List<Copy> left = JournalFixture.readAll(journalOf);
            assertThat(left).hasSize((int) written);
            // With room again it goes on as if nothing had been.
            try (Journal again = Journal.open(JournalFixture.settings(journalOf, 4096))) {
                assertThat(again.lastSeq()).isEqualTo(written);
                assertThat(again.openingNotes())
                        .allSatisfy(note -> assertThat(note).contains("no whole record"));
                JournalFixture.fill(again, new Random(2), 20, 100);
            }
            assertThat(JournalFixture.readAll(journalOf).subList(0, left.size())).isEqualTo(left);
        }
    }

    @Test
    void neverSaysDurableWhatTheDiskRefusedToForce() throws Exception {
        SmallDisk disk = new SmallDisk(Long.MAX_VALUE);
        Journal journal = Journal.open(JournalFixture.settings(directory), disk);
        JournalFixture.fill(journal, new Random(1), 50, 100);
        journal.awaitDurable(journal.writtenSeq());
        disk.refusesToForce.set(true);
        long durable = journal.writtenSeq();
        journal.append(RecordKind.FRAME, journal.lastTimeMs(), 0, new byte[3], 0, 3);
        journal.flush();
        assertThatThrownBy(() -> journal.awaitDurable(durable + 1))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("cannot make records durable")
                .hasMessageContaining("Input/output error");
        assertThat(journal.durableSeq()).isEqualTo(durable);
        assertThat(journal.failure()).isNotEmpty();
        journal.close();
    }
}
