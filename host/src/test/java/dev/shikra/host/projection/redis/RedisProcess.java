package dev.shikra.host.projection.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A server of a test's own that can be frozen, thawed, killed and started again. */
public final class RedisProcess implements AutoCloseable {
    /** A server program on this machine. */
    public record Program(String name, Path file) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * How it may be spoken to.
     *
     * @param arguments of the server, beside those that every one gets
     * @param as how a client of it connects
     */
    public record Access(List<String> arguments, UnaryOperator<RedisSettings.Server> as) {
        /** Whoever likes. */
        public static final Access OPEN = new Access(List.of(), server -> server);
    }

    private final Program program;
    private final Path directory;
    private final int port;
    private final Access access;
    private Process process;

    private RedisProcess(Program program, Path directory, int port, Access access)
            throws IOException {
        this.program = program;
        this.directory = directory;
        this.port = port;
        this.access = access;
        process = launch();
    }

    /**
     * {@return the embedded server's program, those of the machine, and those that {@code
     * -DredisServers=FILE,FILE} names}
     */
    public static Stream<Program> programs() throws IOException {
        var found = new ArrayList<Program>();
        found.add(embedded());
        for (String name : List.of("redis-server", "valkey-server")) {
            Path file = Path.of("/usr/bin", name);
            if (Files.isExecutable(file)) {
                found.add(new Program("the machine's " + name, file));
            }
        }
        for (String name : System.getProperty("redisServers", "").split(",")) {
            if (!name.isBlank()) {
                found.add(new Program(name, Path.of(name)));
            }
        }
        return found.stream();
    }

    /** {@return the program that comes with the host} */
    public static Program embedded() throws IOException {
        Path directory = Path.of("target", "redis-program").toAbsolutePath();
        Files.createDirectories(directory);
        return new Program(
                "the embedded redis-server",
                new EmbeddedRedis(directory, EmbeddedRedis.freePort()).program());
    }

    /** {@return a server that answers} */
    public static RedisProcess start(Program program, Path directory) throws IOException {
        return start(program, directory, port -> Access.OPEN);
    }

    /** {@return a server that answers those who have access to it} */
    public static RedisProcess start(Program program, Path directory, IntFunction<Access> access)
            throws IOException {
        Files.createDirectories(directory);
        int port = EmbeddedRedis.freePort();
        var server = new RedisProcess(program, directory, port, access.apply(port));
        server.awaitAnswer();
        return server;
    }

    /** Starts it again, with what its append-only file holds. */
    public void start() throws IOException {
        process = launch();
        awaitAnswer();
    }

    private Process launch() throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                program.file().toString(),
                                "--port",
                                Integer.toString(port),
                                "--bind",
                                "127.0.0.1",
                                "--dir",
                                directory.toString(),
                                "--appendonly",
                                "yes",
                                "--save",
                                ""));
        command.addAll(access.arguments());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private void awaitAnswer() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::answers);
    }

    private boolean answers() {
        try (RedisClient client = RedisLine.client(server(), 0, "test", 1)) {
            return client.ping() != null;
        } catch (JedisException e) {
            return false;
        }
    }

    public RedisSettings.Server server() {
        return access.as().apply(RedisSettings.Server.plain("Redis", "127.0.0.1", port));
    }

    public int port() {
        return port;
    }

    /** {@return a client of one database of an open server; the caller closes it} */
    public RedisClient client(int database) {
        return RedisClient.builder()
                .hostAndPort("127.0.0.1", port)
                .clientConfig(
                        DefaultJedisClientConfig.builder()
                                .database(database)
                                .timeoutMillis(60_000)
                                .build())
                .build();
    }

    /** SIGKILL; returns when it is dead. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGSTOP: its connections stay, and nothing comes. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
