package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;

/**
 * The session's tables: what each instrument did so far, written to Redis once it is due. For one
 * thread.
 */
final class SessionTables {
    /** Instruments in a pipeline: little enough that a server which reads nothing takes it. */
    private static final int CHUNK = 50;

    private final RedisKeys keys;
    private final SessionBook[] books;
    private String session = "";
    private long nowMs;

    /** The instrument that was written last. */
    private int next;

    SessionTables(RedisKeys keys, List<Instrument> instruments) {
        this.keys = keys;
        books = instruments.stream().map(SessionBook::new).toArray(SessionBook[]::new);
    }

    /** Says in which session the next tick is. */
    void session(String name) {
        if (!name.equals(session)) {
            session = name;
            for (SessionBook book : books) {
                book.newSession();
            }
        }
    }

    String session() {
        return session;
    }

    void take(Tick tick, long receivedMs) {
        nowMs = receivedMs;
        books[tick.instrument].take(tick, receivedMs);
    }

    /**
     * Writes what is due of some of the instruments; the next call goes on behind them.
     *
     * @param parts the instruments are written in so many calls
     * @param realTime a client of the database of latest prices
     * @param analytics a client of the database of profiles
     */
    void writePart(int parts, RedisClient realTime, RedisClient analytics) {
        var latest = new ArrayList<SessionBook>();
        var due = new ArrayList<SessionBook>();
        int count = (books.length + parts - 1) / parts;
        for (int i = 0; i < count; i++) {
            next = next + 1 < books.length ? next + 1 : 0;
            SessionBook book = books[next];
            if (book.latestUnwritten) {
                latest.add(book);
            }
            if (book.isDue(nowMs)) {
                due.add(book);
            }
        }
        write(latest, due, realTime, analytics);
    }

    /** Writes what was not written yet, due or not. */
    void writeAll(RedisClient realTime, RedisClient analytics) {
        List<SessionBook> all = List.of(books);
        write(
                all.stream().filter(book -> book.latestUnwritten).toList(),
                all.stream().filter(SessionBook::isUnwritten).toList(),
                realTime,
                analytics);
    }

    private void write(
            List<SessionBook> latest,
            List<SessionBook> due,
            RedisClient realTime,
            RedisClient analytics) {
        for (int from = 0; from < latest.size(); from += CHUNK) {
            writeLatest(realTime, latest.subList(from, Math.min(from + CHUNK, latest.size())));
        }
        for (int from = 0; from < due.size(); from += CHUNK) {
            writeDue(analytics, due.subList(from, Math.min(from + CHUNK, due.size())));
        }
    }

    private void writeLatest(RedisClient client, List<SessionBook> books) {
        try (Pipeline pipeline = client.pipelined()) {
            for (SessionBook book : books) {
                put(
                        pipeline,
                        keys.latest(book.instrument.id()),
                        book.latest(),
                        RedisKeys.LATEST_TTL_S);
            }
            pipeline.sync();
        }
        for (SessionBook book : books) {
            book.latestUnwritten = false;
        }
    }

    private void writeDue(RedisClient client, List<SessionBook> books) {
        try (Pipeline pipeline = client.pipelined()) {
            for (SessionBook book : books) {
                String id = book.instrument.id();
                put(pipeline, keys.ohlc(id), book.session(session), RedisKeys.SESSION_TTL_S);
                put(pipeline, keys.profile(id, session), book.profile(), RedisKeys.SESSION_TTL_S);
                put(
                        pipeline,
                        keys.distribution(id, session),
                        book.changedLevels(),
                        RedisKeys.SESSION_TTL_S);
            }
            pipeline.sync();
        }
        for (SessionBook book : books) {
            book.written(nowMs);
        }
    }

    static void put(Pipeline pipeline, String key, Map<String, String> fields, long ttlS) {
        if (!fields.isEmpty()) {
            pipeline.hset(key, fields);
            pipeline.expire(key, ttlS);
        }
    }
}
