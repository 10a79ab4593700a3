package dev.shikra.host.config;

import java.util.List;

/** Every key of {@code redis.yaml}, declared once. */
public final class RedisConfigKeys {
    public static final ConfigKey<Boolean> ENABLED =
            new ConfigKey<>(
                    "redis.enabled",
                    ConfigKey.flag(),
                    "",
                    "true",
                    "Whether run and demo write to Redis; a replay does if it is asked to.");

    public static final ConfigKey<String> HOST =
            new ConfigKey<>(
                    "redis.host",
                    ConfigKey.textOrNone(),
                    "",
                    "",
                    "Server to write to; none: the embedded one on this machine.",
                    "REDIS_HOST");

    public static final ConfigKey<Long> PORT =
            new ConfigKey<>(
                    "redis.port",
                    ConfigKey.whole(1, 65_535),
                    "",
                    "6379",
                    "Port of redis.host.",
                    "REDIS_PORT");

    public static final ConfigKey<String> DRAGONFLY_HOST =
            new ConfigKey<>(
                    "redis.dragonflyHost",
                    ConfigKey.textOrNone(),
                    "",
                    "",
                    "A Dragonfly server; if it is set it is the one that is written to.",
                    "DRAGONFLY_HOST");

    public static final ConfigKey<Long> DRAGONFLY_PORT =
            new ConfigKey<>(
                    "redis.dragonflyPort",
                    ConfigKey.whole(1, 65_535),
                    "",
                    "6379",
                    "Port of redis.dragonflyHost.",
                    "DRAGONFLY_PORT");

    public static final ConfigKey<Long> EMBEDDED_PORT =
            new ConfigKey<>(
                    "redis.embeddedPort",
                    ConfigKey.whole(1, 65_535),
                    "",
                    "6390",
                    "Port of the embedded server on the loopback address; the demo takes any free"
                            + " one.");

    public static final ConfigKey<String> EMBEDDED_PROGRAM =
            new ConfigKey<>(
                    "redis.embeddedProgram",
                    ConfigKey.textOrNone(),
                    "",
                    "",
                    "Program to embed, such as /usr/bin/redis-server; none: the one that comes with"
                            + " Shikra.");

    public static final ConfigKey<Boolean> TLS =
            new ConfigKey<>(
                    "redis.tls",
                    ConfigKey.flag(),
                    "",
                    "false",
                    "Whether the connection is encrypted, and the server's certificate verified.");

    public static final ConfigKey<String> TLS_CERTIFICATES =
            new ConfigKey<>(
                    "redis.tlsCertificates",
                    ConfigKey.textOrNone(),
                    "",
                    "",
                    "File of certificates (PEM) one of which must have signed the server's; none:"
                            + " those that the JDK trusts.");

    public static final ConfigKey<String> USER =
            new ConfigKey<>(
                    "redis.user",
                    ConfigKey.textOrNone(),
                    "",
                    "",
                    "User of the server's access list; none: its default user.");

    public static final ConfigKey<String> PASSWORD =
            new ConfigKey<>(
                    "redis.password",
                    ConfigKey.textOrNone(),
                    "",
                    "",
                    "Password, from the environment alone: SHIKRA_REDIS_PASSWORD or"
                            + " REDIS_PASSWORD.",
                    "REDIS_PASSWORD");

    public static final ConfigKey<String> PASSWORD_FILE =
            new ConfigKey<>(
                    "redis.passwordFile",
                    ConfigKey.textOrNone(),
                    "",
                    "",
                    "File whose first line is the password; read at each connection.");

    public static final ConfigKey<String> DATABASES =
            new ConfigKey<>(
                    "redis.databases",
                    ConfigKey.oneOf(List.of("several", "one")),
                    "",
                    "several",
                    "Databases 0, 1, 2 and 5 by the kind of key, or all in 0 for servers that have"
                            + " only one.");

    public static final ConfigKey<String> PREFIX =
            new ConfigKey<>(
                    "redis.prefix",
                    ConfigKey.textOrNone(),
                    "",
                    "",
                    "Before every key, for a server that is shared.");

    public static final ConfigKey<Long> BATCH_SIZE =
            new ConfigKey<>(
                    "redis.batchSize",
                    ConfigKey.whole(1, 1000),
                    "stream entries",
                    "10",
                    "Entries in one pipeline while the streams are current.",
                    "BATCH_SIZE");

    public static final ConfigKey<Long> MAX_BATCH_SIZE =
            new ConfigKey<>(
                    "redis.maxBatchSize",
                    ConfigKey.whole(1, 1000),
                    "stream entries",
                    "174",
                    "Entries in one pipeline while more than that wait.",
                    "MAX_BATCH_SIZE");

    public static final ConfigKey<String> SPEED =
            new ConfigKey<>(
                    "redis.speed",
                    ConfigKey.oneOf(List.of("usual", "maximum")),
                    "",
                    "usual",
                    "Maximum: 1,000 entries in each pipeline, as while it catches up.");

    public static final ConfigKey<Long> RAW_LENGTH = length("raw", "ticks:raw:binary", "100000");

    public static final ConfigKey<Long> PROCESSED_LENGTH =
            length("processed", "ticks:intraday:processed", "100000");

    public static final ConfigKey<Long> ALERTS_LENGTH = length("alerts", "alerts:stream", "10000");

    public static final ConfigKey<Long> PATTERNS_LENGTH =
            length("patterns", "patterns:stream", "10000");

    /** All keys, in the file's order. */
    public static final List<ConfigKey<?>> ALL =
            List.of(
                    ENABLED,
                    HOST,
                    PORT,
                    DRAGONFLY_HOST,
                    DRAGONFLY_PORT,
                    EMBEDDED_PORT,
                    EMBEDDED_PROGRAM,
                    TLS,
                    TLS_CERTIFICATES,
                    USER,
                    PASSWORD,
                    PASSWORD_FILE,
                    DATABASES,
                    PREFIX,
                    BATCH_SIZE,
                    MAX_BATCH_SIZE,
                    SPEED,
                    RAW_LENGTH,
                    PROCESSED_LENGTH,
                    ALERTS_LENGTH,
                    PATTERNS_LENGTH);

    private RedisConfigKeys() {}

    private static ConfigKey<Long> length(String name, String stream, String absent) {
        return new ConfigKey<>(
                "redis.maxLen." + name,
                ConfigKey.whole(0, 1_000_000_000),
                "stream entries",
                absent,
                "Length of " + stream + " beyond which its oldest entries go; 0: never.");
    }
}
