package dev.shikra.host.projection.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.PooledConnectionProvider;

/**
 * One thread's connections to one database: a client of its own, and a connection for streams,
 * which speaks the protocol in bytes made beforehand. No call takes longer than {@value
 * #LONGEST_MS} ms, a write to a server that has stopped reading neither: {@link RedisWatch} then
 * cuts the line. For one thread.
 */
final class RedisLine implements AutoCloseable {
    /** A call that takes longer has failed, ms. */
    static final int LONGEST_MS = 1_500;

    private static final int CONNECT_MS = 500;
    private static final int ANSWER_MS = 1_000;

    private final RedisWatch watch;
    private final RedisClient client;
    private final Connection streams;
    private final Socket socket;
    private final OutputStream out;
    private final TransactionAnswers answers;

    /** When the call under way must have ended, {@link System#nanoTime}; 0: none is. */
    private volatile long deadlineNs;

    private int unanswered;

    /**
     * @throws JedisException if the server does not answer
     */
    RedisLine(RedisSettings.Server server, int database, String clientName, RedisWatch watch) {
        this.watch = watch;
        client = client(server, database, clientName, 1);
        try {
            // Greeting, encryption, user and database are the library's; then the bytes are ours.
            JedisClientConfig config = config(server, database, clientName).build();
            var sockets = new KeptSocket(sockets(server));
            streams = new Connection(sockets, config);
            socket = sockets.socket();
            out = socket.getOutputStream();
            answers = new TransactionAnswers(socket.getInputStream());
        } catch (IOException e) {
            client.close();
            throw new JedisConnectionException(e);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        watch.add(this);
    }

    /** Makes the one socket of a connection, and keeps it. */
    private static final class KeptSocket implements JedisSocketFactory {
        private final ServerSockets sockets;
        private @Nullable Socket socket;

        KeptSocket(ServerSockets sockets) {
            this.sockets = sockets;
        }

        @Override
        public Socket createSocket() {
            if (socket != null) {
                throw new JedisConnectionException("the connection is lost");
            }
            Socket made = sockets.createSocket();
            socket = made;
            return made;
        }

        Socket socket() {
            if (socket == null) {
                throw new JedisConnectionException("there is no connection");
            }
            return socket;
        }
    }

    private static ServerSockets sockets(RedisSettings.Server server) {
        return new ServerSockets(server, CONNECT_MS, ANSWER_MS);
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
        JedisClientConfig config = config(server, database, clientName).build();
        return RedisClient.builder()
                .clientConfig(config)
                .connectionProvider(
                        new PooledConnectionProvider(
                                new ConnectionFactory(sockets(server), config), pool))
                .build();
    }

    private static DefaultJedisClientConfig.Builder config(
            RedisSettings.Server server, int database, String clientName) {
        var config =
                DefaultJedisClientConfig.builder()
                        // To agree on a later one takes several attempts of a frozen server's time.
                        .protocol(RedisProtocol.RESP2)
                        .connectionTimeoutMillis(CONNECT_MS)
                        .socketTimeoutMillis(ANSWER_MS)
                        .blockingSocketTimeoutMillis(ANSWER_MS)
                        .database(database)
                        .clientName(clientName);
        if (!server.user().isEmpty()) {
            config.user(server.user());
        }
        Optional<String> password = server.password().get();
        password.ifPresent(config::password);
        return config;
    }

    RedisClient client() {
        return client;
    }

    /**
     * Sends entries as one transaction: the server takes all or none. While it still works on the
     * one before, this one's commands are on their way; they are carried out once that one was
     * taken, and never without it.
     *
     * @return how many entries of the one before the streams already held
     * @throws JedisException if the one before was not taken, or it is not known whether it was
     */
    int send(StreamBatch batch) {
        int known = 0;
        RespBuffer commands = batch.commands();
        if (unanswered == 0) {
            commands.put(StreamBatch.END);
            write(commands.bytes(), commands.length());
        } else {
            write(commands.bytes(), commands.length());
            known = awaitAnswers();
            write(StreamBatch.END, StreamBatch.END.length);
        }
        unanswered = batch.commandCount();
        return known;
    }

    private void write(byte[] bytes, int length) {
        deadlineNs = System.nanoTime() + LONGEST_MS * 1_000_000L;
        try {
            out.write(bytes, 0, length);
            out.flush();
        } catch (IOException e) {
            throw lost(e);
        }
        deadlineNs = 0;
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
        int known;
        try {
            known = answers.read(unanswered);
        } catch (IOException e) {
            throw lost(e);
        }
        deadlineNs = 0;
        unanswered = 0;
        return known;
    }

    private static JedisConnectionException lost(IOException e) {
        return new JedisConnectionException(String.valueOf(e.getMessage()), e);
    }

    /** From the watch's thread. */
    void cutIfLate(long nowNs) {
        long deadline = deadlineNs;
        if (deadline != 0 && nowNs - deadline > 0) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is what was wanted: the call under way ends.
            }
        }
    }

    @Override
    public void close() {
        watch.remove(this);
        try {
            streams.close();
        } catch (RuntimeException e) {
            // It was broken.
        }
        client.close();
    }
}
