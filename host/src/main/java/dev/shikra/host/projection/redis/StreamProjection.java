package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Tick;
import dev.shikra.api.source.TickSink;
import dev.shikra.host.journal.Journal;
import dev.shikra.host.journal.JournalRecord;
import dev.shikra.host.journal.JournalTail;
import dev.shikra.host.journal.RecordKind;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;

/**
 * Follows the journal and writes an entry for each frame and one for each of its ticks, in the
 * journal's order. The ids are the frames' numbers, so an entry that came twice is refused by the
 * server, and the last id says where to go on. One thread runs it.
 */
final class StreamProjection extends RedisTask {
    /** More than so many times a large batch behind: it catches up, as fast as it can. */
    private static final int FAR_BEHIND = 20;

    /** Weight of a frame in the running mean of entries per record. */
    private static final double WEIGHT = 1 / 64.0;

    private static final Duration REST = Duration.ofMillis(100);
    private static final long TIME_EVERY_NS = 200_000_000L;

    /** The tables are written bit by bit: all at once would hold up the streams for long. */
    private static final long TABLES_EVERY_NS = 50_000_000L;

    private static final int TABLE_PARTS = 20;
    private static final long METRICS_EVERY_NS = 1_000_000_000L;

    private final RedisSettings settings;
    private final RedisKeys keys;
    private final RedisWatch watch;
    private final Journal journal;
    private final FrameOrigin origin;
    private final StreamEntries entries;
    private final SessionTables tables;
    private final JournalTail tail;
    private final JournalRecord record = new JournalRecord();
    private final TickSink sink = new Sink();

    private @Nullable RedisLine line;
    private StreamBatch filling;
    private StreamBatch sent;
    private long base;

    /** The first frame that is not wholly in the streams, and what of it is. */
    private long resumeFrame;

    private boolean resumeRawWritten;
    private int resumePacket;

    /** The last frame whose ticks are in the tables, and how many of the next one's are. */
    private long tabledFrame;

    private int tabledPackets;

    private long frame;
    private int packet;
    private long receivedMs;
    private long tablesAtNs;
    private long metricsAtNs;

    /** Entries that a record of the journal comes to, a running mean. */
    private double entriesPerRecord = 1;

    private int entriesOfFrame;

    /** The last frame of which an entry was made. */
    private long lastAdded;

    private long toldMs;
    private long toldNs;

    private volatile boolean settledOnce;
    private volatile long acknowledged;
    private volatile long entriesWritten;
    private volatile long readSeq;

    StreamProjection(
            RedisSettings settings,
            RedisKeys keys,
            RedisWatch watch,
            Journal journal,
            FrameOrigin origin,
            RedisNotices notices) {
        super("redis-streams", settings.server(), notices);
        this.settings = settings;
        this.keys = keys;
        this.watch = watch;
        this.journal = journal;
        this.origin = origin;
        entries =
                new StreamEntries(
                        keys,
                        settings.lengths(),
                        origin.source(),
                        origin.listName(),
                        origin.instruments());
        tables = new SessionTables(keys, origin.instruments());
        tail = new JournalTail(journal.directory());
        filling = entries.batch();
        sent = entries.batch();
    }

    /** {@return number of the last frame in the journal that Redis has} */
    long acknowledged() {
        return acknowledged;
    }

    /** {@return entries that Redis took since the start} */
    long entriesWritten() {
        return entriesWritten;
    }

    /** {@return whether Redis has all that is written} */
    @Override
    boolean isCurrent() {
        return readSeq >= journal.writtenSeq();
    }

    @Override
    long progress() {
        return entriesWritten;
    }

    @Override
    void work() throws IOException, InterruptedException {
        filling.clear();
        sent.clear();
        lastAdded = 0;
        try (RedisLine to =
                        new RedisLine(
                                settings.server(),
                                keys.database(RedisKeys.REAL_TIME),
                                "shikra-streams",
                                watch);
                RedisClient analytics =
                        RedisLine.client(
                                settings.server(),
                                keys.database(RedisKeys.ANALYTICS),
                                "shikra-analytics",
                                1);
                RedisClient system =
                        RedisLine.client(
                                settings.server(),
                                keys.database(RedisKeys.SYSTEM),
                                "shikra-system",
                                1)) {
            line = to;
            begin(to, analytics, system);
            seek();
            answered();
            while (!isEnded()) {
                if (tail.nextSeq() > 0 && tail.next(record, journal.durableSeq())) {
                    take();
                } else {
                    settle(to);
                    tellTime(to);
                    readSeq = Math.max(0, tail.nextSeq() - 1);
                    if (isEnding() && isCurrent()) {
                        tables.writeAll(to.client(), analytics);
                        writeMetrics(analytics, system);
                        return;
                    }
                    rest();
                }
                writeTables(to, analytics, system);
            }
        } finally {
            line = null;
            tail.close();
        }
    }

    private void begin(RedisLine to, RedisClient analytics, RedisClient system) throws IOException {
        RedisClient client = to.client();
        StreamOrigin settled =
                StreamOrigin.settle(
                        journal.directory(),
                        client,
                        keys,
                        settings.beginning(),
                        () -> clear(client, analytics, system));
        base = settled.base();
        settledOnce = true;
        String list = keys.instruments(origin.listName());
        client.set(list, origin.listText());
        client.expire(list, RedisKeys.INSTRUMENTS_TTL_S);
        var says = new HashMap<String, String>();
        says.put("source", origin.source());
        says.put("instruments", origin.listName());
        says.put("base", Long.toString(base));
        client.hset(keys.journal(), says);

        long raw = StreamOrigin.last(client, keys.raw()).getTime() - base;
        StreamEntryID processed = StreamOrigin.last(client, keys.processed());
        resumeRawWritten = raw >= 1;
        resumeFrame = Math.max(1, raw);
        resumePacket =
                processed.getTime() - base == resumeFrame
                        ? Math.toIntExact(processed.getSequence())
                        : -1;
        acknowledged = Math.max(0, raw);
        analytics.ping();
        system.ping();
    }

    private void clear(RedisClient... clients) {
        for (RedisClient each : clients) {
            StreamOrigin.clear(each, keys);
        }
        try (RedisClient indicators =
                RedisLine.client(
                        settings.server(),
                        keys.database(RedisKeys.INDICATORS),
                        "shikra-clear",
                        1)) {
            StreamOrigin.clear(indicators, keys);
        }
    }

    /** {@return whether it is clear what of an earlier run stays} */
    boolean isSettled() {
        return settledOnce;
    }

    private void seek() throws IOException {
        JournalTail.From from =
                tabledFrame == 0 ? JournalTail.From.SESSION : JournalTail.From.SEGMENT;
        long wanted = tabledFrame == 0 ? resumeFrame : Math.min(resumeFrame, tabledFrame + 1);
        long first = tail.seek(wanted, from);
        long firstMissing = resumeRawWritten ? resumeFrame + 1 : resumeFrame;
        if (first > firstMissing) {
            notices()
                    .say(
                            "frames "
                                    + (base + firstMissing)
                                    + " to "
                                    + (base + first - 1)
                                    + " are deleted from the journal and never came to Redis: the"
                                    + " streams go on behind them");
        }
    }

    private void rest() throws IOException, InterruptedException {
        if (tail.nextSeq() == 0) {
            seek();
        }
        long next = Math.max(1, tail.nextSeq());
        journal.awaitDurable(next, REST);
    }

    private void take() {
        readSeq = record.seq - 1;
        if (record.kind != RecordKind.FRAME) {
            return;
        }
        frame = tail.frames();
        if (frame < resumeFrame && frame <= tabledFrame) {
            return;
        }
        tables.session(tail.session());
        receivedMs = record.timeMs;
        packet = 0;
        entriesPerRecord += WEIGHT * (entriesOfFrame - entriesPerRecord);
        entriesOfFrame = 0;
        if (frame > resumeFrame || (frame == resumeFrame && !resumeRawWritten)) {
            entries.raw(
                    filling.next(),
                    base + frame,
                    receivedMs,
                    record.bytes,
                    record.at,
                    record.length);
            added();
        }
        origin.decoder().decode(record.bytes, record.at, record.length, sink);
        if (frame > tabledFrame) {
            tabledFrame = frame;
            tabledPackets = 0;
        }
    }

    private void added() {
        filling.added(frame);
        lastAdded = frame;
        entriesOfFrame++;
        RedisLine to = line;
        if (to != null && filling.isFull(batchSize())) {
            push(to);
        }
    }

    /** By what waits in the journal: what is sent together is told about together. */
    private int batchSize() {
        RedisSettings.Batches batches = settings.batches();
        if (batches.pace() == RedisSettings.Pace.MAXIMUM || isFarBehind()) {
            return batches.fastest();
        }
        return waiting() > batches.usual() ? batches.most() : batches.usual();
    }

    /** {@return stream entries to be made of what the journal holds, roughly} */
    private double waiting() {
        return entriesPerRecord * (journal.durableSeq() - record.seq);
    }

    private boolean isFarBehind() {
        return waiting() > (double) FAR_BEHIND * settings.batches().most();
    }

    private final class Sink implements TickSink {
        @Override
        public void tick(Tick tick) {
            int at = packet++;
            if (tick.instrument < 0 || tick.instrument >= origin.instruments().size()) {
                return;
            }
            if (frame > tabledFrame && at >= tabledPackets) {
                tables.take(tick, receivedMs);
                tabledPackets = at + 1;
            }
            if (frame > resumeFrame || (frame == resumeFrame && at > resumePacket)) {
                entries.processed(filling.next(), base + frame, at, receivedMs, tick);
                added();
            }
        }

        @Override
        public void fault(Fault fault, int at) {
            // The engine counts it; the frame itself is in the stream as it came.
        }
    }

    /** Sends what is gathered. */
    private void push(RedisLine to) {
        taken(to.send(filling));
        StreamBatch next = sent;
        sent = filling;
        filling = next;
    }

    private void receive(RedisLine to) {
        taken(to.awaitAnswers());
    }

    /** The server has what was sent. */
    private void taken(int known) {
        if (sent.size() > 0) {
            entriesWritten = entriesWritten + sent.size() - known; // one thread writes it
            // Further entries of its last frame may stand behind it.
            boolean whole = frame > sent.lastFrame() && filling.firstFrame() != sent.lastFrame();
            acknowledged = Math.max(acknowledged, sent.lastFrame() - (whole ? 0 : 1));
            sent.clear();
        }
    }

    private void settle(RedisLine to) {
        if (filling.size() > 0) {
            push(to);
        }
        receive(to);
        acknowledged = Math.max(acknowledged, lastAdded);
    }

    /** Bars end without ticks, also where another host reads the stream. */
    private void tellTime(RedisLine to) {
        long now = System.nanoTime();
        if (record.timeMs <= toldMs || (now - toldNs < TIME_EVERY_NS && !isEnding())) {
            return;
        }
        toldMs = record.timeMs;
        toldNs = now;
        var says = new HashMap<String, String>();
        says.put("frame", Long.toString(base + tail.frames()));
        says.put("time", Long.toString(toldMs));
        to.client().hset(keys.journal(), says);
    }

    private void writeTables(RedisLine to, RedisClient analytics, RedisClient system) {
        long now = System.nanoTime();
        // While it catches up the tables are out of date anyway, and what follows soon counts more.
        if (now - tablesAtNs >= (isFarBehind() ? METRICS_EVERY_NS : TABLES_EVERY_NS)) {
            receive(to);
            tables.writePart(TABLE_PARTS, to.client(), analytics);
            tablesAtNs = System.nanoTime();
        }
        if (now - metricsAtNs >= METRICS_EVERY_NS) {
            receive(to);
            writeMetrics(analytics, system);
            metricsAtNs = System.nanoTime();
        }
    }

    private void writeMetrics(RedisClient analytics, RedisClient system) {
        var metrics = new HashMap<String, String>();
        metrics.put("frames", Long.toString(base + acknowledged));
        metrics.put("entries", Long.toString(entriesWritten));
        metrics.put("recordsBehind", Long.toString(Math.max(0, journal.durableSeq() - readSeq)));
        metrics.put("time", Long.toString(receivedMs));
        analytics.hset(keys.metrics(), metrics);
        analytics.expire(keys.metrics(), RedisKeys.SESSION_TTL_S);
        var session = new HashMap<String, String>();
        session.put("session", tables.session());
        session.put("source", origin.source());
        session.put("instruments", Integer.toString(origin.instruments().size()));
        session.put("time", Long.toString(receivedMs));
        system.hset(keys.session(), session);
        system.expire(keys.session(), RedisKeys.SESSION_TTL_S);
    }
}
