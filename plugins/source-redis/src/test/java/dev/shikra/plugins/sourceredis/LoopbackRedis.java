package dev.shikra.plugins.sourceredis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A Redis server of a test's own on the loopback address, that can be killed and started again. */
public final class LoopbackRedis implements AutoCloseable {
    private static final String VERSION = "7.0.15";

    private final Path folder;
    private final Path program;
    private final int port;
    private Process process;

    private LoopbackRedis(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        program = program(folder);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        process = launch();
    }

    /** {@return a server that answers, its data in {@code folder}} */
    public static LoopbackRedis start(Path folder) throws IOException {
        var server = new LoopbackRedis(folder);
        server.awaitAnswer();
        return server;
    }

    private static Path program(Path folder) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name =
                "/redis-server-"
                        + VERSION
                        + (system.contains("mac") ? "-darwin-" : "-linux-")
                        + (machine.equals("aarch64") || machine.equals("arm64")
                                ? "arm64"
                                : "amd64");
        Path program = folder.resolve("redis-server");
        try (InputStream in = LoopbackRedis.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name + " on the class path");
            }
            Files.copy(in, program);
        }
        if (!program.toFile().setExecutable(true, true)) {
            throw new IOException(program + " can't be made executable");
        }
        return program;
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        program.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        folder.toString(),
                        "--appendonly",
                        "yes",
                        "--save",
                        "")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void awaitAnswer() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    try (RedisClient client = client(0)) {
                        return client.ping() != null;
                    } catch (JedisException e) {
                        return false;
                    }
                });
    }

    /** {@return its port} */
    public int port() {
        return port;
    }

    /** {@return a client of one database; the caller closes it} */
    public RedisClient client(int database) {
        return RedisClient.builder()
                .hostAndPort("127.0.0.1", port)
                .clientConfig(DefaultJedisClientConfig.builder().database(database).build())
                .build();
    }

    /** SIGKILL; returns when it is dead. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Starts it again, with what its append-only file holds. */
    public void restart() throws IOException {
        process = launch();
        awaitAnswer();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
