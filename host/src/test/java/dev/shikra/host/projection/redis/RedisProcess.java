package dev.shikra.host.projection.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

    private final Program program;
    private final Path directory;
    private final int port;
    private Process process;

    private RedisProcess(Program program, Path directory, int port) {
        this.program = program;
        this.directory = directory;
        this.port = port;
    }

    /** {@return the embedded server's program, and those of the machine} */
    public static Stream<Program> programs() throws IOException {
        var found = new ArrayList<Program>();
        found.add(embedded());
        for (String name : List.of("redis-server", "valkey-server")) {
            Path file = Path.of("/usr/bin", name);
            if (Files.isExecutable(file)) {
                found.add(new Program("the machine's " + name, file));
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
    public static RedisProcess start(Program program, Path directory)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        var server = new RedisProcess(program, directory, EmbeddedRedis.freePort());
        server.start();
        return server;
    }

    /** Starts it again, with what its append-only file holds. */
    public void start() throws IOException {
        process =
                new ProcessBuilder(
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
                                "")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::answers);
    }

    private boolean answers() {
        try (RedisClient client = RedisClient.create("127.0.0.1", port)) {
            return client.ping() != null;
        } catch (JedisException e) {
            return false;
        }
    }

    public RedisSettings.Server server() {
        return RedisSettings.Server.plain("Redis", "127.0.0.1", port);
    }

    public int port() {
        return port;
    }

    /** {@return a client of one database; the caller closes it} */
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
