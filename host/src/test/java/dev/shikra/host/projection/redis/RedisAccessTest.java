package dev.shikra.host.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shikra.host.feature.RowView;
import dev.shikra.host.projection.redis.RedisProcess.Access;
import dev.shikra.host.projection.redis.RedisSettings.Batches;
import dev.shikra.host.projection.redis.RedisSettings.Beginning;
import dev.shikra.host.projection.redis.RedisSettings.Databases;
import dev.shikra.host.projection.redis.RedisSettings.Lengths;
import dev.shikra.host.projection.redis.RedisSettings.Pace;
import dev.shikra.host.projection.redis.RedisSettings.Server;
import dev.shikra.host.projection.redis.RedisSettings.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisClient;

/** Who is let in, and what a server sees of us: encryption, users, passwords, connections. */
class RedisAccessTest {
    private static final String SECRET = "s3cret-of-a-test";

    /** Longest that a thread may be held by a server that does not answer, and time to be seen. */
    private static final long LONGEST_HELD_MS = 2_000 + 1_500;

    @TempDir Path folder;

    private int tlsPort;

    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());

    private static RedisProcess.Program encrypting() {
        Path machines = Path.of("/usr/bin/redis-server");
        assumeTrue(
                Files.isExecutable(machines),
                machines + " is not there: the embedded server can't encrypt");
        return new RedisProcess.Program("the machine's redis-server", machines);
    }

    private static RedisSettings settings(Server server) {
        return new RedisSettings(
                server,
                Databases.SEVERAL,
                "",
                Beginning.KEEP,
                new Batches(10, 174, 1000, Pace.USUAL),
                Lengths.UNTRIMMED);
    }

    private RedisProjection project(Server server, FrameJournal journal) {
        var projection =
                new RedisProjection(
                        settings(server), journal.journal(), journal.origin(), notices::add);
        projection.start();
        return projection;
    }

    private static void awaitFrames(RedisProjection projection, long frames) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> projection.state().frames() >= frames);
    }

    private static void assertHolds(Server server, FrameJournal journal) {
        try (RedisClient client = RedisLine.client(server, RedisKeys.REAL_TIME, "test", 1)) {
            var keys = new RedisKeys("", Databases.SEVERAL);
            assertThat(StreamContents.frames(client, keys.raw())).isEqualTo(journal.frames);
            assertThat(StreamContents.entries(client, keys.processed())).isEqualTo(journal.entries);
        }
    }

    private static Server with(Server server, Transport transport) {
        return new Server(
                server.name(),
                server.host(),
                server.port(),
                transport,
                server.user(),
                server.password());
    }

    private RedisProcess encrypted(OwnCertificate certificate) throws Exception {
        var transport = new Transport.Tls(Optional.of(certificate.certificate()));
        return RedisProcess.start(
                encrypting(),
                folder.resolve("redis"),
                port -> new Access(certificate.arguments(port), server -> with(server, transport)));
    }

    @Test
    void speaksEncryptedToAServerWhoseCertificateIsTrusted() throws Exception {
        OwnCertificate certificate = OwnCertificate.of(folder.resolve("own"), "ip:127.0.0.1");
        try (RedisProcess redis = encrypted(certificate);
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 1);
                RedisProjection projection = project(redis.server(), journal)) {
            journal.write(3_000);
            awaitFrames(projection, 3_000);
            assertHolds(redis.server(), journal);
            assertThat(notices).isEmpty();
        }
    }

    @Test
    void goesOnWhenAnEncryptedServerThawsAndHoldsNoThreadMeanwhile() throws Exception {
        OwnCertificate certificate = OwnCertificate.of(folder.resolve("own"), "ip:127.0.0.1");
        try (RedisProcess redis = encrypted(certificate);
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 2);
                RedisProjection projection = project(redis.server(), journal);
                var blocked = new BlockedThreads("redis-")) {
            journal.write(1_000);
            awaitFrames(projection, 1_000);
            redis.freeze();
            journal.write(40_000); // more than sockets hold
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !projection.state().connected());
            Thread.sleep(3_000); // it is tried again meanwhile
            redis.thaw();
            awaitFrames(projection, journal.frames.size());

            assertHolds(redis.server(), journal);
            assertThat(blocked.longestMs()).as(blocked.where()).isBetween(1L, LONGEST_HELD_MS);
        }
    }

    @Test
    void trustsNoCertificateOfAnotherNameAndNoneThatNobodySigned() throws Exception {
        OwnCertificate other = OwnCertificate.of(folder.resolve("other"), "dns:elsewhere.example");
        try (RedisProcess redis =
                        RedisProcess.start(
                                encrypting(),
                                folder.resolve("redis"),
                                // Whether it answers is looked at by itself, in the clear.
                                port -> new Access(otherPort(other, port), server -> server));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 3)) {
            Server plain = redis.server();
            var server =
                    new Server(
                            plain.name(),
                            plain.host(),
                            tlsPort,
                            new Transport.Tls(Optional.of(other.certificate())),
                            "",
                            Optional::empty);
            journal.write(10);
            refused(server, journal, "elsewhere.example|subject alternative");
            refused(
                    with(server, new Transport.Tls(Optional.empty())),
                    journal,
                    "certification path");
            Path none = Files.writeString(folder.resolve("none.pem"), "nothing of the kind\n");
            refused(
                    with(server, new Transport.Tls(Optional.of(none))),
                    journal,
                    "none.pem.*redis.tlsCertificates");
        }
    }

    private List<String> otherPort(OwnCertificate certificate, int port) {
        try {
            tlsPort = EmbeddedRedis.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var arguments = new ArrayList<>(certificate.arguments(tlsPort));
        arguments.addAll(List.of("--port", Integer.toString(port)));
        return arguments;
    }

    /** It is not written to, and why is said once. */
    private void refused(Server server, FrameJournal journal, String why) {
        notices.clear();
        try (RedisProjection projection = project(server, journal)) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !notices.isEmpty());
            assertThat(projection.state().connected()).isFalse();
            assertThat(projection.state().frames()).isZero();
        }
        assertThat(notices.getFirst()).containsPattern(why).doesNotContain(SECRET);
    }

    @Test
    void entersAsAUserWhosePasswordMayChange() throws Exception {
        var password = new AtomicReference<>(SECRET);
        List<String> users =
                Stream.of(
                                "--user default off",
                                "--user scanner on >" + SECRET + " ~* &* +@all",
                                "--user owner on >owner ~* &* +@all")
                        .flatMap(each -> Stream.of(each.split(" ")))
                        .toList();
        try (RedisProcess redis =
                        RedisProcess.start(
                                RedisProcess.embedded(),
                                folder.resolve("redis"),
                                port -> new Access(users, server -> as(server, "owner", "owner")));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 4)) {
            var scanner =
                    new Server(
                            "Redis",
                            "127.0.0.1",
                            redis.port(),
                            new Transport.Plain(),
                            "scanner",
                            () -> Optional.of(password.get()));
            try (RedisProjection projection = project(scanner, journal)) {
                journal.write(500);
                awaitFrames(projection, 500);
                try (RedisClient owner = RedisLine.client(redis.server(), 0, "test", 1)) {
                    owner.sendCommand(Command.ACL, "SETUSER", "scanner", "resetpass", ">another");
                    password.set("another");
                    owner.sendCommand(Command.CLIENT, "KILL", "USER", "scanner");
                }
                journal.write(500);
                awaitFrames(projection, 1_000);
            }
            assertHolds(redis.server(), journal);
            assertThat(notices).noneMatch(said -> said.contains(SECRET));

            refused(as(scanner, "scanner", SECRET), journal, "WRONGPASS");
            refused(as(scanner, "", SECRET), journal, "WRONGPASS");
        }
    }

    private static Server as(Server server, String user, String password) {
        return new Server(
                server.name(),
                server.host(),
                server.port(),
                server.transport(),
                user,
                () -> Optional.of(password));
    }

    @Test
    void needsFewConnections() throws Exception {
        Path alerts = Files.createFile(folder.resolve("alerts.jsonl"));
        try (RedisProcess redis =
                        RedisProcess.start(RedisProcess.embedded(), folder.resolve("redis"));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 5);
                RedisClient client = redis.client(0);
                RedisProjection projection =
                        new RedisProjection(
                                        settings(redis.server()),
                                        journal.journal(),
                                        journal.origin(),
                                        notices::add)
                                .withAlerts(new SharedLines(alerts, () -> 0))
                                .withSignals(new SharedLines(alerts, () -> 0))
                                .withRows(new RowView(), FrameJournal.INSTRUMENTS)) {
            projection.start();
            long most = 0;
            for (int part = 0; part < 20; part++) {
                journal.write(500);
                awaitFrames(projection, journal.frames.size());
                most =
                        Math.max(
                                most,
                                client.info("clients")
                                        .lines()
                                        .filter(line -> line.startsWith("connected_clients:"))
                                        .mapToLong(line -> Long.parseLong(line.split(":")[1]))
                                        .sum());
            }
            assertThat(most - 1).as("beside this test's own").isBetween(4L, 9L);
        }
    }
}
