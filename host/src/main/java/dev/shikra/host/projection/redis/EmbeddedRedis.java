package dev.shikra.host.projection.redis;

import dev.shikra.host.journal.DirectoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis server of the scanner's own on the loopback address, with an append-only file: for a
 * machine without one. Started by one thread, stopped by any.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final String VERSION = "7.0.15";
    private static final String LOG = "redis.log";

    /** Where it keeps its data: in a folder from 7 on, in a file before. */
    private static final List<String> DATA = List.of("appendonlydir", "appendonly.aof");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Between its end and another start: one that can't run is not started all the time. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What it answers while it reads what it kept, which may take minutes. */
    private static final String LOADING = "LOADING ";

    /** Runs the program until standard input ends, as it does however the host ends. */
    private static final String WITH_US =
            "\"$0\" \"$@\" & server=$!; trap '' INT; cat > /dev/null; kill $server; wait $server";

    private final Path directory;
    private final int port;
    private final @Nullable Path ownProgram;
    private final Start from;
    private final Duration patience;
    private @Nullable Process launched;
    private @Nullable ProcessHandle process;
    private boolean takenOver;
    private boolean begun;
    private volatile boolean closed;

    /** What it begins with. */
    public enum Start {
        /** With what it held last. */
        KEPT,
        /** With nothing: what it held last is deleted. */
        EMPTY
    }

    /**
     * @param directory of its data and of its program
     * @param port 1 to 65535
     */
    public EmbeddedRedis(Path directory, int port) {
        this(directory, port, null, Start.KEPT);
    }

    /**
     * @param program another server's than the one that comes with the host; null: that one
     */
    public EmbeddedRedis(Path directory, int port, @Nullable Path program, Start from) {
        this(directory, port, program, from, PATIENCE);
    }

    /**
     * @param patience until it answers anything
     */
    EmbeddedRedis(Path directory, int port, @Nullable Path program, Start from, Duration patience) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        ownProgram = program;
        this.from = from;
        this.patience = patience;
    }

    /** {@return a port of the loopback address that was free just now} */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** {@return where it is, or will be} */
    public RedisSettings.Server server() {
        return RedisSettings.Server.plain("the embedded Redis", "127.0.0.1", port);
    }

    /**
     * Starts it, and again whenever it ends by itself, with what it held then. Returns when it is
     * closed.
     *
     * @param notices takes what people should know
     * @throws IOException if it does not start, or not again; the message says why and what to do
     */
    public void run(Consumer<String> notices) throws IOException, InterruptedException {
        start();
        for (ProcessHandle running = process().orElse(null);
                running != null;
                running = process().orElse(null)) {
            try {
                running.onExit().get();
            } catch (ExecutionException e) {
                throw new IOException("the embedded Redis can't be watched", e);
            }
            if (!hasEndedByItself()) {
                return;
            }
            notices.accept(
                    "the embedded Redis has ended by itself, and is started again: see "
                            + directory.resolve(LOG));
            Thread.sleep(PAUSE);
            start();
        }
    }

    private synchronized boolean hasEndedByItself() throws InterruptedException {
        if (closed) {
            return false;
        }
        Process own = launched;
        launched = null;
        process = null;
        if (own != null) {
            end(own);
        }
        return true;
    }

    /**
     * Starts it, and returns when it answers. One that was left running by a host that was killed
     * is taken over.
     *
     * @throws IOException if it does not start; the message says why and what to do
     */
    public synchronized void start() throws IOException, InterruptedException {
        if (closed) {
            return;
        }
        Files.createDirectories(directory);
        Optional<ProcessHandle> running = running();
        if (running.isPresent()) {
            process = running.get();
            takenOver = true;
            return;
        }
        takenOver = false;
        if (from == Start.EMPTY && !begun) {
            for (String data : DATA) {
                DirectoryTree.delete(directory.resolve(data));
            }
        }
        Path program = program();
        begun = true;
        Path log = directory.resolve(LOG);
        ProcessBuilder builder =
                new ProcessBuilder(
                                "/bin/sh",
                                "-c",
                                WITH_US,
                                program.toString(),
                                "--bind",
                                "127.0.0.1",
                                "--port",
                                Integer.toString(port),
                                "--dir",
                                directory.toString(),
                                "--appendonly",
                                "yes",
                                // The journal is what survives: what Redis loses follows from it.
                                "--appendfsync",
                                "no",
                                // Each rewrite costs a second core its time.
                                "--auto-aof-rewrite-min-size",
                                "2gb",
                                "--save",
                                "",
                                "--daemonize",
                                "no",
                                "--databases",
                                "16")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            throw failed("its program can't be run (" + e.getMessage() + ")", e);
        }
        launched = started;
        awaitAnswer(started, log);
        process = running().orElse(null);
    }

    private void awaitAnswer(Process started, Path log) throws IOException, InterruptedException {
        long spokeNs = System.nanoTime();
        while (System.nanoTime() - spokeNs < patience.toNanos()) {
            if (closed || started.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
            switch (answer()) {
                case READY -> {
                    return;
                }
                case LOADING -> spokeNs = System.nanoTime();
                case NONE -> {}
            }
        }
        end(started);
        throw failed(
                "it did not begin to answer on port "
                        + port
                        + " (its last words: "
                        + lastLine(log)
                        + ")",
                null);
    }

    private enum Answer {
        READY,
        LOADING,
        NONE
    }

    private Answer answer() {
        try (RedisClient client = RedisLine.client(server(), 0, "shikra-start", 1)) {
            return client.ping() == null ? Answer.NONE : Answer.READY;
        } catch (JedisException e) {
            return String.valueOf(e.getMessage()).startsWith(LOADING)
                    ? Answer.LOADING
                    : Answer.NONE;
        }
    }

    /** Whoever answers there must have our directory: another Redis is none of ours. */
    private Optional<ProcessHandle> running() throws IOException {
        try (RedisClient client = RedisLine.client(server(), 0, "shikra-start", 1)) {
            String theirs = client.configGet("dir").getOrDefault("dir", "");
            if (!Path.of(theirs).equals(directory.toRealPath())) {
                throw failed(
                        "another Redis, with its data in " + theirs + ", listens on port " + port,
                        null);
            }
            return client.info("server")
                    .lines()
                    .filter(line -> line.startsWith("process_id:"))
                    .map(line -> Long.parseLong(line.substring("process_id:".length()).strip()))
                    .findFirst()
                    .flatMap(ProcessHandle::of);
        } catch (JedisException e) {
            return Optional.empty();
        }
    }

    Path program() throws IOException {
        if (ownProgram != null) {
            return ownProgram;
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name =
                "redis-server-"
                        + VERSION
                        + "-"
                        + (system.contains("mac") ? "darwin" : system)
                        + "-"
                        + switch (machine) {
                            case "x86_64", "amd64" -> "amd64";
                            case "aarch64", "arm64" -> "arm64";
                            default -> machine;
                        };
        Path program = directory.resolve("program").resolve(name);
        if (Files.isExecutable(program)) {
            return program;
        }
        try (InputStream in = EmbeddedRedis.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw failed("there is no program of it for " + system + " on " + machine, null);
            }
            Files.createDirectories(directory.resolve("program"));
            Path beside = Files.createTempFile(directory.resolve("program"), "redis", ".new");
            Files.copy(in, beside, StandardCopyOption.REPLACE_EXISTING);
            if (!beside.toFile().setExecutable(true, true)) {
                throw failed(beside + " can't be made executable", null);
            }
            Files.move(beside, program, StandardCopyOption.ATOMIC_MOVE);
            return program;
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.isEmpty() ? "none" : lines.getLast().strip();
    }

    private static IOException failed(String why, @Nullable Throwable cause) {
        return new IOException(
                "the embedded Redis does not start: "
                        + why
                        + "; the scanner runs on without Redis. Give another port"
                        + " (redis.embeddedPort), a server of your own (redis.host), or switch it"
                        + " off (redis.enabled: false) in config/redis.yaml",
                cause);
    }

    /** {@return its process; empty while it does not run} */
    public synchronized Optional<ProcessHandle> process() {
        return Optional.ofNullable(process);
    }

    /** Stops it if it was started here: another run may use one that was running before. */
    public void leave() {
        closed = true;
        synchronized (this) {
            if (takenOver) {
                process = null;
            }
        }
        close();
    }

    /** Stops it; what it holds is on the disk. Again: nothing. */
    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            Process own = launched;
            ProcessHandle running = process;
            launched = null;
            process = null;
            try {
                if (own != null) {
                    end(own);
                }
                // Taken over from another host, or left by what ran it here.
                if (running != null && running.isAlive()) {
                    running.destroy();
                    running.onExit().get(5, TimeUnit.SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                if (running != null) {
                    running.destroyForcibly();
                }
            }
        }
    }

    /** What it waits for is that we are gone. */
    private static void end(Process own) throws InterruptedException {
        try {
            own.getOutputStream().close();
        } catch (IOException e) {
            // It has ended by itself.
        }
        if (!own.waitFor(5, TimeUnit.SECONDS)) {
            own.descendants().forEach(ProcessHandle::destroyForcibly);
            own.destroyForcibly();
        }
    }
}
