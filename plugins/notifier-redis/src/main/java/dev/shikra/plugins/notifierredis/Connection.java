package dev.shikra.plugins.notifierredis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/**
 * Where the server is. Settings {@code host} (127.0.0.1, or what {@code DRAGONFLY_HOST} or {@code
 * REDIS_HOST} say), {@code port} (6379, or {@code DRAGONFLY_PORT} or {@code REDIS_PORT}), {@code
 * database} (1), {@code tls} (false), {@code user}, {@code passwordFile}; without that file {@code
 * REDIS_PASSWORD} is the password. Immutable.
 */
record Connection(
        String host, int port, int database, String transport, String user, String passwordFile) {
    private static final int CONNECT_MS = 500;
    private static final int ANSWER_MS = 1_000;


    /**
     * @throws IllegalArgumentException if a setting is wrong
     */
    static Connection of(Map<String, String> settings) {
        String dragonfly = environment("DRAGONFLY_HOST", "");
        String host = dragonfly.isEmpty() ? environment("REDIS_HOST", "127.0.0.1") : dragonfly;
        String port = environment(dragonfly.isEmpty() ? "REDIS_PORT" : "DRAGONFLY_PORT", "6379");
        String tls = settings.getOrDefault("tls", "false");
        if (!tls.equals("true") && !tls.equals("false")) {
            throw new IllegalArgumentException(
                    "notifier-redis: tls '" + tls + "' must be: true or false");
        }
        return new Connection(
                settings.getOrDefault("host", host),
                whole("port", settings.getOrDefault("port", port), 1, 65_535),
                whole("database", settings.getOrDefault("database", "1"), 0, 1023),
                tls.equals("true") ? "tls" : "plain",
                settings.getOrDefault("user", ""),
                settings.getOrDefault("passwordFile", ""));
    }

    private static String environment(String name, String absent) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? absent : value.strip();
    }

    static int whole(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "notifier-redis: "
                        + name
                        + " '"
                        + text
                        + "' must be: whole number, "
                        + least
                        + " to "
                        + most);
    }

    /**
     * {@return a client; the caller closes it}
     *
     * @throws IOException if the password's file can't be read
     */
    RedisClient client() throws IOException {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(2);
        pool.setMaxWait(Duration.ofMillis(300));
        pool.setTimeBetweenEvictionRuns(Duration.ofMillis(-1));
        var config =
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis(CONNECT_MS)
                        .socketTimeoutMillis(ANSWER_MS)
                        .blockingSocketTimeoutMillis(ANSWER_MS)
                        .database(database)
                        .clientName("shikra-notifier");
        if (transport.equals("tls")) {
            config.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
        }
        if (!user.isEmpty()) {
            config.user(user);
        }
        String password = password();
        if (!password.isEmpty()) {
            config.password(password);
        }
        return RedisClient.builder()
                .hostAndPort(host, port)
                .clientConfig(config.build())
                .poolConfig(pool)
                .build();
    }

    private String password() throws IOException {
        if (passwordFile.isEmpty()) {
            return environment("REDIS_PASSWORD", "");
        }
        List<String> lines = Files.readAllLines(Path.of(passwordFile));
        return lines.isEmpty() ? "" : lines.getFirst().strip();
    }

    /** {@return host and port; no secret} */
    @Override
    public String toString() {
        return "Redis at " + host + ":" + port;
    }
}
