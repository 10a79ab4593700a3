package dev.shikra.plugins.sourceredis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.XAutoClaimParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.resps.StreamEntryBinary;
import redis.clients.jedis.resps.StreamPendingSummary;

/**
 * Follows the stream: first what was handed out before and not acknowledged, then what is new, in
 * the order of the numbers. A frame is acknowledged once this host's journal is durable up to it.
 * One thread runs it.
 */
final class StreamSession implements SourceSession {
    static final String STREAM = "ticks:raw:binary";
    static final String JOURNAL = "ticks:raw:journal";
    static final String INSTRUMENTS = "ticks:raw:instruments:";

    private static final long ACKNOWLEDGE_MS = 100;
    private static final int ACKNOWLEDGE_FRAMES = 1_000;
    private static final long PAUSE_MS = 200;
    private static final byte[] FRAME = bytes("frame");
    private static final byte[] RECEIVED = bytes("received");
    private static final byte[] LIST = bytes("instruments");

    /**
     * Who reads. Settings {@code group} (shikra), {@code consumer} (scanner), {@code batch} (500):
     * entries in one read; {@code claimAfterMs} (5000): how long another consumer of the group must
     * have been silent before what it was handed is taken over.
     */
    record Group(String name, String consumer, int batch, int claimAfterMs) {
        static Group of(Map<String, String> settings) {
            return new Group(
                    settings.getOrDefault("group", "shikra"),
                    settings.getOrDefault("consumer", "scanner"),
                    Connection.whole("batch", settings.getOrDefault("batch", "500"), 1, 10_000),
                    Connection.whole(
                            "claimAfterMs",
                            settings.getOrDefault("claimAfterMs", "5000"),
                            0,
                            3_600_000));
        }
    }

    /**
     * What the stream is of.
     *
     * @param source whose decoder reads the frames
     * @param list name of the instrument list
     */
    record Origin(String source, String list, List<Instrument> instruments) {}

    private final Connection connection;
    private final Group group;
    private final String key;
    private final String journalKey;
    private final Origin origin;
    private final byte[] list;
    private final Progress progress;
    private final long held;
    private final List<StreamEntryID> given = new ArrayList<>();

    private volatile boolean closed;

    /** The seq that comes next; 0: any. */
    private long wanted;

    private boolean positioned;
    private long lastMs;
    private long acknowledgedAtMs;
    private boolean lost;

    StreamSession(
            Connection connection,
            Group group,
            String prefix,
            Origin origin,
            Progress progress,
            long held) {
        this.connection = connection;
        this.group = group;
        this.key = prefix + STREAM;
        this.journalKey = prefix + JOURNAL;
        this.origin = origin;
        this.list = bytes(origin.list());
        this.progress = progress;
        this.held = held;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Instrument> instruments() {
        return origin.instruments();
    }

    @Override
    public Optional<String> relayedFrom() {
        return Optional.of(origin.source());
    }

    @Override
    public void run(FrameSink sink) throws IOException, InterruptedException {
        while (!closed) {
            try (RedisClient client = connection.client()) {
                follow(client, sink);
            } catch (JedisException e) {
                endIfInterrupted(e);
                if (!lost) {
                    lost = true;
                    sink.state(
                            FeedState.RECONNECTING,
                            connection + " does not answer (" + e.getMessage() + ")");
                }
                Thread.sleep(PAUSE_MS);
            }
        }
    }

    /** The client's pool hides an interrupt that comes while a connection is taken from it. */
    private static void endIfInterrupted(Throwable thrown) throws InterruptedException {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                throw new InterruptedException("interrupted while it took a connection");
            }
        }
    }

    private void follow(RedisClient client, FrameSink sink)
            throws IOException, InterruptedException {
        given.clear(); // they are still pending, and come again to be acknowledged
        makeGroup(client);
        if (!positioned) {
            List<StreamEntry> last = client.xrevrange(key, "+", "-", 1);
            long end = last == null || last.isEmpty() ? 0 : last.getFirst().getID().getTime();
            wanted = progress.next(end, held);
            positioned = true;
        }
        takeOver(client);
        readPending(client, sink);
        sink.state(
                FeedState.LIVE,
                "following " + key + " at " + connection + ", frames of " + origin.source());
        lost = false;
        while (!closed) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while it followed " + key);
            }
            List<StreamEntryBinary> entries =
                    read(
                            client,
                            StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY,
                            params().block(Connection.BLOCK_MS));
            if (entries.isEmpty()) {
                acknowledge(client, sink);
                tellTime(client, sink);
            } else {
                give(client, sink, entries);
            }
        }
        acknowledge(client, sink);
    }

    private void makeGroup(RedisClient client) {
        try {
            client.xgroupCreate(key, group.name(), new StreamEntryID(0, 0), true);
        } catch (JedisDataException e) {
            if (!String.valueOf(e.getMessage()).startsWith("BUSYGROUP")) {
                throw e;
            }
        }
    }

    /** What another consumer was handed and never acknowledged comes before what is new. */
    private void takeOver(RedisClient client) throws IOException, InterruptedException {
        long untilNs = System.nanoTime() + 1_000_000L * (2L * group.claimAfterMs() + 1_000);
        while (!closed && others(client) > 0) {
            StreamEntryID from = new StreamEntryID(0, 0);
            do {
                from =
                        client.xautoclaimJustId(
                                        key,
                                        group.name(),
                                        group.consumer(),
                                        group.claimAfterMs(),
                                        from,
                                        XAutoClaimParams.xAutoClaimParams().count(1_000))
                                .getKey();
            } while (!from.equals(new StreamEntryID(0, 0)));
            if (others(client) == 0) {
                return;
            }
            if (System.nanoTime() > untilNs) {
                throw new IOException(
                        "another consumer of group '"
                                + group.name()
                                + "' at "
                                + connection
                                + " is at work: every scanner needs all frames, so give this one a"
                                + " group of its own (plugins.source-redis.group)");
            }
            Thread.sleep(PAUSE_MS);
        }
    }

    private long others(RedisClient client) {
        StreamPendingSummary pending = client.xpending(key, group.name());
        if (pending == null
                || pending.getTotal() == 0
                || pending.getConsumerMessageCount() == null) {
            return 0;
        }
        return pending.getConsumerMessageCount().entrySet().stream()
                .filter(each -> !each.getKey().equals(group.consumer()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void readPending(RedisClient client, FrameSink sink)
            throws IOException, InterruptedException {
        StreamEntryID from = new StreamEntryID(0, 0);
        while (!closed) {
            List<StreamEntryBinary> entries = read(client, from, params());
            if (entries.isEmpty()) {
                return;
            }
            from = entries.getLast().getID();
            give(client, sink, entries);
        }
    }

    private XReadGroupParams params() {
        return XReadGroupParams.xReadGroupParams().count(group.batch());
    }

    private List<StreamEntryBinary> read(
            RedisClient client, StreamEntryID from, XReadGroupParams params) {
        List<Map.Entry<byte[], List<StreamEntryBinary>>> read =
                client.xreadGroupBinary(
                        bytes(group.name()),
                        bytes(group.consumer()),
                        params,
                        Map.of(bytes(key), from));
        return read == null || read.isEmpty() ? List.of() : read.getFirst().getValue();
    }

    private void give(RedisClient client, FrameSink sink, List<StreamEntryBinary> entries)
            throws IOException, InterruptedException {
        for (StreamEntryBinary entry : entries) {
            give(client, sink, entry);
        }
        if (given.size() >= ACKNOWLEDGE_FRAMES
                || System.currentTimeMillis() - acknowledgedAtMs >= ACKNOWLEDGE_MS) {
            acknowledge(client, sink);
        }
    }

    private void give(RedisClient client, FrameSink sink, StreamEntryBinary entry)
            throws IOException, InterruptedException {
        long seq = entry.getID().getTime();
        Map<byte[], byte[]> fields = entry.getFields();
        byte[] frame = fields == null ? null : fields.get(FRAME);
        byte[] received = fields == null ? null : fields.get(RECEIVED);
        if (seq < wanted || frame == null || received == null) {
            given.add(entry.getID()); // the journal has it; or it was trimmed while it was pending
            return;
        }
        if (!java.util.Arrays.equals(list, fields.get(LIST))) {
            acknowledge(client, sink);
            throw new IOException(
                    "the host that receives the frames follows other instruments since frame "
                            + seq
                            + " of "
                            + key
                            + ": start this one again, and it follows them too");
        }
        if (wanted != 0 && seq > wanted) {
            sink.skipped(
                    key,
                    "frames "
                            + wanted
                            + " to "
                            + (seq - 1)
                            + " are gone: the stream was trimmed before they were read; set"
                            + " redis.maxLen.raw of the host that receives them higher");
        }
        progress.begin(seq, held);
        lastMs = Math.max(lastMs, Long.parseLong(text(received)));
        sink.frame(lastMs, frame, 0, frame.length);
        wanted = seq + 1;
        given.add(entry.getID());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void acknowledge(RedisClient client, FrameSink sink)
            throws IOException, InterruptedException {
        acknowledgedAtMs = System.currentTimeMillis();
        if (given.isEmpty()) {
            return;
        }
        sink.awaitDurable();
        if (wanted > 0) {
            progress.durable(wanted - 1);
        }
        client.xack(key, group.name(), given.toArray(StreamEntryID[]::new));
        given.clear();
    }

    /** Nothing came: what time it is there, if no frame is under way. */
    private void tellTime(RedisClient client, FrameSink sink) throws InterruptedException {
        List<String> told = client.hmget(journalKey, "frame", "time");
        if (told.get(0) == null || told.get(1) == null) {
            return;
        }
        long frame = Long.parseLong(told.get(0));
        long timeMs = Long.parseLong(told.get(1));
        if (frame == wanted - 1 && timeMs > lastMs) {
            lastMs = timeMs;
            sink.time(timeMs);
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
