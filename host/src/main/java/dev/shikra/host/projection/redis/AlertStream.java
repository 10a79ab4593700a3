package dev.shikra.host.projection.redis;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Follows a file of alerts and writes an entry for each line, in the file's order, once: the last
 * entry's alert says in which line to go on, whatever became of server or host meanwhile. One
 * thread runs it.
 */
final class AlertStream extends RedisTask {
    private static final long LOOK_MS = 50;
    private static final int CHUNK = 1 << 16;
    private static final byte[] ID = StreamEntries.ascii("id");
    private static final byte[] DATA = StreamEntries.ascii("data");
    private static final String ID_BEGINS = "{\"id\":\"";

    private final RedisSettings settings;
    private final RedisKeys keys;
    private final RedisWatch watch;
    private final String key;
    private final byte[][] trim;
    private final SharedLines lines;
    private final BooleanSupplier begun;
    private final StreamBatch batch = new StreamBatch();

    /** Where the next line begins, and the number of its entry. */
    private volatile long at;

    private long number;
    private volatile long written;

    /**
     * @param length of the stream; 0: never trimmed
     * @param begun whether the streams of an earlier run are settled
     */
    AlertStream(
            String name,
            RedisSettings settings,
            RedisKeys keys,
            RedisWatch watch,
            String key,
            long length,
            SharedLines lines,
            BooleanSupplier begun,
            RedisNotices notices) {
        super(name, settings.server(), notices);
        this.settings = settings;
        this.keys = keys;
        this.watch = watch;
        this.key = key;
        this.trim = StreamEntries.trim(length);
        this.lines = lines;
        this.begun = begun;
    }

    @Override
    boolean isCurrent() {
        return at >= lines.length().getAsLong();
    }

    @Override
    long progress() {
        return written;
    }

    @Override
    void work() throws IOException, InterruptedException {
        batch.clear();
        try (RedisLine line =
                        new RedisLine(
                                settings.server(),
                                keys.database(RedisKeys.REAL_TIME),
                                "shikra-alerts",
                                watch);
                RandomAccessFile file = new RandomAccessFile(lines.file().toFile(), "r")) {
            line.client().ping();
            while (!begun.getAsBoolean()) {
                if (isEnding()) {
                    return;
                }
                Thread.sleep(LOOK_MS);
            }
            begin(line, file);
            answered();
            while (!isEnded()) {
                if (isCurrent()) {
                    if (isEnding()) {
                        return;
                    }
                    Thread.sleep(LOOK_MS);
                } else {
                    write(line, file);
                }
            }
        }
    }

    private void begin(RedisLine line, RandomAccessFile file) throws IOException {
        List<StreamEntry> last = line.client().xrevrange(key, "+", "-", 1);
        at = 0;
        number = 1;
        if (last == null || last.isEmpty()) {
            return;
        }
        number = last.getFirst().getID().getTime() + 1;
        Map<String, String> fields = last.getFirst().getFields();
        at = behind(file, fields.getOrDefault("id", ""));
    }

    /** {@return where the line behind an alert's begins; 0 if the file does not have it} */
    private long behind(RandomAccessFile file, String id) throws IOException {
        long next = 0;
        long until = lines.length().getAsLong();
        while (next < until) {
            Piece piece = piece(file, next, until);
            int from = 0;
            for (int end = piece.nextEnd(from); end >= 0; end = piece.nextEnd(from)) {
                if (id.equals(idOf(piece.line(from, end)))) {
                    return next + end + 1;
                }
                from = end + 1;
            }
            next += from;
        }
        return 0;
    }

    private void write(RedisLine line, RandomAccessFile file) throws IOException {
        Piece piece = piece(file, at, lines.length().getAsLong());
        int most = settings.batches().most();
        int from = 0;
        long first = number;
        for (int end = piece.nextEnd(from); end >= 0; end = piece.nextEnd(from)) {
            String text = piece.line(from, end);
            batch.add(entry(first + batch.size(), text));
            from = end + 1;
            if (batch.size() >= most) {
                break;
            }
        }
        int count = batch.size();
        line.send(batch);
        line.awaitAnswers();
        batch.clear();
        number = first + count;
        at = at + from; // one thread writes it
        written = written + count;
    }

    private byte[][] entry(long n, String text) {
        var entry = new byte[6 + trim.length][];
        entry[0] = RedisKeys.bytes(key);
        System.arraycopy(trim, 0, entry, 1, trim.length);
        int i = 1 + trim.length;
        entry[i++] = StreamEntries.ascii(n + "-0");
        entry[i++] = ID;
        entry[i++] = StreamEntries.ascii(idOf(text));
        entry[i++] = DATA;
        entry[i] = RedisKeys.bytes(text);
        return entry;
    }

    private static String idOf(String line) {
        int end = line.indexOf('"', ID_BEGINS.length());
        return line.startsWith(ID_BEGINS) && end > 0 ? line.substring(ID_BEGINS.length(), end) : "";
    }

    /** Whole lines, as many as a chunk holds; one if it is longer. */
    private static Piece piece(RandomAccessFile file, long from, long until) throws IOException {
        int size = (int) Math.min(CHUNK, until - from);
        while (true) {
            var bytes = new byte[size];
            file.seek(from);
            file.readFully(bytes);
            var piece = new Piece(bytes);
            if (piece.nextEnd(0) >= 0 || size == until - from) {
                return piece;
            }
            size = (int) Math.min(2L * size, until - from);
        }
    }

    private record Piece(byte[] bytes) {
        int nextEnd(int from) {
            for (int i = from; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    return i;
                }
            }
            return -1;
        }

        String line(int from, int end) {
            return new String(bytes, from, end - from, StandardCharsets.UTF_8);
        }
    }
}
