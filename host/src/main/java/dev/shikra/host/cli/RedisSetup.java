package dev.shikra.host.cli;

import dev.shikra.host.ScannerSettings;
import dev.shikra.host.config.Config;
import dev.shikra.host.config.RedisConfigKeys;
import dev.shikra.host.projection.redis.EmbeddedRedis;
import dev.shikra.host.projection.redis.RedisSettings;
import dev.shikra.host.projection.redis.RedisSettings.Batches;
import dev.shikra.host.projection.redis.RedisSettings.Lengths;
import dev.shikra.host.projection.redis.RedisSettings.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Redis of a run: the configured server, or the embedded one, which starts beside the scanner
 * and stops after it. Close it after the scanner.
 */
final class RedisSetup implements AutoCloseable {
    /** What the run is. */
    enum Run {
        LIVE(""),
        DEMO("demo:"),
        REPLAY("replay:");

        private final String prefix;

        Run(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final int FASTEST = 1000;

    private final Run run;
    private final PrintStream notices;
    private final Optional<RedisSettings> settings;
    private final @Nullable EmbeddedRedis embedded;

    private RedisSetup(
            Run run,
            PrintStream notices,
            Optional<RedisSettings> settings,
            @Nullable EmbeddedRedis embedded) {
        this.run = run;
        this.notices = notices;
        this.settings = settings;
        this.embedded = embedded;
    }

    /**
     * {@return the Redis of a run, by the configuration}
     *
     * @param var where a running host keeps what it makes
     */
    private static RedisSetup of(Config config, Path var, Run run, PrintStream notices)
            throws IOException {
        Optional<Server> configured = configured(config);
        EmbeddedRedis embedded = configured.isPresent() ? null : embedded(config, var, run);
        Server server = embedded != null ? embedded.server() : configured.orElseThrow();
        boolean maximum = config.get(RedisConfigKeys.SPEED).equals("maximum");
        int most = Math.toIntExact(config.get(RedisConfigKeys.MAX_BATCH_SIZE));
        var settings =
                new RedisSettings(
                        server,
                        config.get(RedisConfigKeys.DATABASES).equals("one")
                                ? RedisSettings.Databases.ONE
                                : RedisSettings.Databases.SEVERAL,
                        config.get(RedisConfigKeys.PREFIX) + run.prefix,
                        run == Run.LIVE
                                ? RedisSettings.Beginning.KEEP
                                : RedisSettings.Beginning.CLEAR,
                        new Batches(
                                Math.min(
                                        most,
                                        Math.toIntExact(config.get(RedisConfigKeys.BATCH_SIZE))),
                                most,
                                FASTEST,
                                maximum ? RedisSettings.Pace.MAXIMUM : RedisSettings.Pace.USUAL),
                        new Lengths(
                                config.get(RedisConfigKeys.RAW_LENGTH),
                                config.get(RedisConfigKeys.PROCESSED_LENGTH),
                                config.get(RedisConfigKeys.ALERTS_LENGTH),
                                config.get(RedisConfigKeys.PATTERNS_LENGTH)));
        return new RedisSetup(run, notices, Optional.of(settings), embedded);
    }

    private static EmbeddedRedis embedded(Config config, Path var, Run run) throws IOException {
        String own = config.get(RedisConfigKeys.EMBEDDED_PROGRAM).strip();
        Path program = own.isEmpty() ? null : Path.of(own);
        return run == Run.DEMO
                ? new EmbeddedRedis(
                        var.resolve("demo/redis"),
                        EmbeddedRedis.freePort(),
                        program,
                        EmbeddedRedis.Start.EMPTY)
                : new EmbeddedRedis(
                        var.resolve("redis"),
                        Math.toIntExact(config.get(RedisConfigKeys.EMBEDDED_PORT)),
                        program,
                        EmbeddedRedis.Start.KEPT);
    }

    /** {@return the server that the configuration names; empty for the embedded one} */
    static Optional<Server> configured(Config config) {
        String dragonfly = config.get(RedisConfigKeys.DRAGONFLY_HOST).strip();
        String redis = config.get(RedisConfigKeys.HOST).strip();
        if (dragonfly.isEmpty() && redis.isEmpty()) {
            return Optional.empty();
        }
        boolean first = !dragonfly.isEmpty();
        return Optional.of(
                new Server(
                        first ? "Dragonfly" : "Redis",
                        first ? dragonfly : redis,
                        Math.toIntExact(
                                config.get(
                                        first
                                                ? RedisConfigKeys.DRAGONFLY_PORT
                                                : RedisConfigKeys.PORT)),
                        transport(config),
                        config.get(RedisConfigKeys.USER),
                        password(config)));
    }

    private static RedisSettings.Transport transport(Config config) {
        if (!config.get(RedisConfigKeys.TLS)) {
            return new RedisSettings.Transport.Plain();
        }
        String file = config.get(RedisConfigKeys.TLS_CERTIFICATES);
        return new RedisSettings.Transport.Tls(
                file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
    }

    /** The file may change while the scanner runs: a new connection takes the new password. */
    private static Supplier<Optional<String>> password(Config config) {
        String inEnvironment = config.get(RedisConfigKeys.PASSWORD);
        String file = config.get(RedisConfigKeys.PASSWORD_FILE);
        if (!inEnvironment.isEmpty() || file.isEmpty()) {
            return () -> inEnvironment.isEmpty() ? Optional.empty() : Optional.of(inEnvironment);
        }
        return () -> {
            try {
                List<String> lines = Files.readAllLines(Path.of(file));
                return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getFirst().strip());
            } catch (IOException e) {
                throw new IllegalStateException(
                        file
                                + " can't be read: redis.passwordFile must be a file with the"
                                + " password",
                        e);
            }
        };
    }

    /** {@return none} */
    static RedisSetup none() {
        return new RedisSetup(Run.REPLAY, System.err, Optional.empty(), null);
    }

    /**
     * {@return the Redis of a run, which starts meanwhile; none if the configuration wants none and
     * it is not a replay, which asked for it}
     */
    static RedisSetup forRun(Installation host, Run run) throws IOException {
        if (run != Run.REPLAY && !host.config().get(RedisConfigKeys.ENABLED)) {
            return none();
        }
        RedisSetup setup = of(host.config(), host.home().var(), run, System.err);
        setup.start();
        return setup;
    }

    /** {@return the settings with this Redis} */
    ScannerSettings in(ScannerSettings scanner) {
        return settings.map(scanner::withRedis).orElse(scanner);
    }

    /** Runs the embedded server, if it is the one, and does not wait for it. */
    private void start() {
        EmbeddedRedis server = embedded;
        if (server == null) {
            return;
        }
        Thread.ofVirtual()
                .name("redis-start")
                .start(() -> {
                    try {
                        server.run(notices::println);
                    } catch (IOException e) {
                        notices.println(e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @Override
    public void close() {
        EmbeddedRedis server = embedded;
        if (server != null) {
            if (run == Run.REPLAY) {
                server.leave();
            } else {
                server.close();
            }
        }
    }
}
