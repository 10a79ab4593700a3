package dev.shikra.host.projection.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One thread's connections to one database: a small pool of its own, and in it one connection for
 * streams. No call takes longer than {@value #LONGEST_MS} ms, a write to a server that has stopped
 * reading neither: {@link RedisWatch} then cuts the line. For one thread.
 */
final class RedisLine implements AutoCloseable {
    /** A call that takes longer has failed, ms. */
    static final int LONGEST_MS = 1_500;

    private static final int CONNECT_MS = 500;
    private static final int ANSWER_MS = 1_000;
    private static final String KNOWN_ID = "equal or smaller than the target stream top item";

    private final RedisWatch watch;
    private final RedisClient client;
    private final Connection streams;

    /** When the call under way must have ended, {@link System#nanoTime}; 0: none is. */
    private volatile long deadlineNs;

    private int unanswered;

    /**
     * @throws JedisException if the server does not answer
     */
    RedisLine(RedisSettings.Server server, int database, String clientName, RedisWatch watch) {
        this.watch = watch;
        client = client(server, database, clientName, 2);
        try {
            streams = client.getPool().getResource();
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        watch.add(this);
    }

    /** {@return a client whose calls end, and whose pool holds {@code connections} at most} */
    static RedisClient client(
            RedisSettings.Server server, int database, String clientName, int connections) {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        pool.setMinIdle(0);
        pool.setMaxWait(Duration.ofMillis(300));
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        var config =
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(CONNECT_MS)
                        .socketTimeoutMillis(ANSWER_MS)
                        .blockingSocketTimeoutMillis(ANSWER_MS)
                        .database(database)
                        .clientName(clientName);
        if (server.transport() == RedisSettings.Transport.TLS) {
            config.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        if (!server.user().isEmpty()) {
            config.user(server.user());
        }
        Optional<String> password = server.password().get();
        password.ifPresent(config::password);
        return RedisClient.builder()
                .hostAndPort(server.host(), server.port())
                .clientConfig(config.build())
                .poolConfig(pool)
                .build();
    }

    RedisClient client() {
        return client;
    }

    /**
     * Sends entries as one transaction: the server takes all or none. {@link #awaitAnswers} tells.
     */
    void send(StreamBatch batch) {
        deadlineNs = System.nanoTime() + LONGEST_MS * 1_000_000L;
        streams.sendCommand(Command.MULTI);
        for (int i = 0; i < batch.size(); i++) {
            streams.sendCommand(Command.XADD, batch.entry(i));
        }
        streams.sendCommand(Command.EXEC);
        streams.getMany(0); // nothing is read, all is sent
        deadlineNs = 0;
        unanswered = batch.size() + 2;
    }

    /**
     * Returns when what was sent has been taken. An entry that the stream already holds is left as
     * it is.
     *
     * @return how many entries the streams already held
     * @throws JedisException if it was not taken, or it is not known whether it was
     */
    int awaitAnswers() {
        if (unanswered == 0) {
            return 0;
        }
        deadlineNs = System.nanoTime() + LONGEST_MS * 1_000_000L;
        List<Object> answers = streams.getMany(unanswered);
        deadlineNs = 0;
        unanswered = 0;
        if (!(answers.getLast() instanceof List<?> results)) {
            throw refusal(answers);
        }
        int known = 0;
        for (Object result : results) {
            if (result instanceof JedisDataException e) {
                if (!String.valueOf(e.getMessage()).contains(KNOWN_ID)) {
                    throw e;
                }
                known++;
            }
        }
        return known;
    }

    /** The transaction's own refusal names no reason: the command that it is due to does. */
    private static JedisException refusal(List<Object> answers) {
        for (Object answer : answers) {
            if (answer instanceof JedisDataException e) {
                return e;
            }
        }
        return new JedisException("the server did not carry out a transaction: " + answers);
    }

    /** From the watch's thread. */
    void cutIfLate(long nowNs) {
        long deadline = deadlineNs;
        if (deadline != 0 && nowNs - deadline > 0) {
            try {
                streams.forceDisconnect();
            } catch (IOException e) {
                // It is what was wanted: the call under way ends.
            }
        }
    }

    @Override
    public void close() {
        watch.remove(this);
        if (unanswered > 0) {
            streams.setBroken(); // what it still says belongs to nobody
        }
        try {
            streams.close();
        } catch (RuntimeException e) {
            // It was broken.
        }
        client.close();
    }
}
