package dev.shikra.host.projection.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Where a journal's first frame stands in the stream: seqs never restart, so a new journal goes on
 * behind what an older one left. Kept in a file beside the journal's segments; the stream's side
 * says which journal fills it.
 *
 * @param journal a name that no other journal has
 * @param base seq of the frame before the journal's first
 */
record StreamOrigin(String journal, long base) {
    private static final String FILE = "redis-origin";
    private static final String JOURNAL = "journal";

    /**
     * {@return the origin of the journal in {@code directory}, settled now if it was not}
     *
     * @param clear deletes what an earlier run left, for {@link RedisSettings.Beginning#CLEAR}
     * @throws IOException if it can't be kept
     */
    static StreamOrigin settle(
            Path directory,
            RedisClient client,
            RedisKeys keys,
            RedisSettings.Beginning beginning,
            Runnable clear)
            throws IOException {
        Path file = directory.resolve(FILE);
        StreamOrigin own = read(file);
        if (own == null && beginning == RedisSettings.Beginning.CLEAR) {
            clear.run();
        }
        long last = last(client, keys.raw()).getTime();
        String there = client.hget(keys.journal(), JOURNAL);
        if (own != null && (own.journal.equals(there) || there == null && last == 0)) {
            client.hset(keys.journal(), JOURNAL, own.journal);
            return own;
        }
        var settled =
                new StreamOrigin(own == null ? UUID.randomUUID().toString() : own.journal, last);
        write(file, settled);
        client.hset(keys.journal(), JOURNAL, settled.journal);
        return settled;
    }

    private static @Nullable StreamOrigin read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return new StreamOrigin(lines.get(0), Long.parseLong(lines.get(1)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return null; // cut short: the stream itself tells where it ends
        }
    }

    private static void write(Path file, StreamOrigin origin) throws IOException {
        Path beside = file.resolveSibling(FILE + ".new");
        Files.writeString(beside, origin.journal + "\n" + origin.base + "\n");
        Files.move(
                beside,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** {@return id of a stream's last entry; 0-0 if there is none} */
    static StreamEntryID last(RedisClient client, String key) {
        List<StreamEntry> last = client.xrevrange(key, "+", "-", 1);
        return last == null || last.isEmpty() ? new StreamEntryID(0, 0) : last.getFirst().getID();
    }

    /** Deletes the keys with the prefix. Once, before the first entry. */
    static void clear(RedisClient client, RedisKeys keys) {
        if (keys.prefix().isEmpty()) {
            throw new IllegalArgumentException("without a prefix everything would be deleted");
        }
        var match = new ScanParams().match(keys.prefix() + "*").count(1000);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> found = client.scan(cursor, match);
            if (!found.getResult().isEmpty()) {
                client.unlink(found.getResult().toArray(String[]::new));
            }
            cursor = found.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    }
}
