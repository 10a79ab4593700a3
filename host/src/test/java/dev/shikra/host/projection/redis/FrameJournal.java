package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.TickFrame;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalFixture;
import dev.shikra.host.journal.RecordKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** A journal of made-up frames, and what the streams must hold of it. */
final class FrameJournal implements AutoCloseable {
    static final List<Instrument> INSTRUMENTS =
            List.of(instrument(1, "ALPHA"), instrument(2, "BETA"), instrument(3, "GAMMA"));

    /** A frame as the stream must show it. */
    record Frame(String id, String received, String bytes) {}

    /** A tick as the stream must show it. */
    record Entry(String id, String instrument, String price) {}

    private final Journal journal;
    private final Random random;
    private final TickFrame.Writer writer = new TickFrame.Writer();
    private long timeMs = 1_767_571_200_000L;

    final List<Frame> frames = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();

    FrameJournal(Path directory, long seed) throws IOException {
        journal = Journal.open(JournalFixture.settings(directory, 16_384));
        random = new Random(seed);
        if (journal.lastSeq() == 0) {
            journal.header("2026-01-05", timeMs, new byte[] {1});
        }
        timeMs = Math.max(timeMs, journal.lastTimeMs());
    }

    private static Instrument instrument(long token, String symbol) {
        return new Instrument(
                token, symbol, "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null);
    }

    Journal journal() {
        return journal;
    }

    FrameOrigin origin() {
        return FrameOrigin.of("made-up", INSTRUMENTS, new TickFrame.Decoder(INSTRUMENTS.size()));
    }

    /** Appends so many frames, some without a tick, and clock records between. */
    void write(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            timeMs += random.nextInt(30);
            if (random.nextInt(10) == 0 && timeMs / 1000 > journal.lastSecond()) {
                journal.clock(timeMs / 1000);
            }
            long seq = frames.size() + 1L;
            writer.clear();
            int ticks = random.nextInt(4);
            for (int packet = 0; packet < ticks; packet++) {
                int instrument = random.nextInt(INSTRUMENTS.size());
                int price = 100 + random.nextInt(50);
                writer.trade(instrument, timeMs, price, 1 + random.nextInt(9));
                entries.add(
                        new Entry(
                                seq + "-" + packet,
                                INSTRUMENTS.get(instrument).id(),
                                Integer.toString(price)));
            }
            byte[] bytes = Arrays.copyOf(writer.bytes(), writer.length());
            journal.append(RecordKind.FRAME, timeMs, 0, bytes, 0, bytes.length);
            frames.add(
                    new Frame(seq + "-0", Long.toString(timeMs), HexFormat.of().formatHex(bytes)));
        }
        journal.flush();
    }

    /** Begins another session, on the next day. */
    void nextSession(String name) throws IOException {
        timeMs += 86_400_000L;
        journal.header(name, timeMs, new byte[] {2});
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
