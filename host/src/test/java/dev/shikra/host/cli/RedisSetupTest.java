package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.config.Config;
import dev.shikra.host.config.RedisConfigKeys;
import dev.shikra.host.projection.redis.RedisSettings.Server;
import dev.shikra.host.projection.redis.RedisSettings.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisSetupTest {
    private static final String SECRET = "s3cret-of-a-test";

    @TempDir Path folder;

    private Config load(Map<String, String> environment) throws Exception {
        return Config.load(folder, Map.of(), environment);
    }

    private Server server(Map<String, String> environment) throws Exception {
        return RedisSetup.configured(load(environment)).orElseThrow();
    }

    @Test
    void withoutAServerItIsTheEmbeddedOne() throws Exception {
        assertThat(RedisSetup.configured(load(Map.of()))).isEmpty();
        assertThat(RedisSetup.configured(load(Map.of("REDIS_PORT", "7001")))).isEmpty();
    }

    @Test
    void takesTheServerFromTheEnvironment() throws Exception {
        Server server = server(Map.of("REDIS_HOST", "redis.example", "REDIS_PORT", "7001"));
        assertThat(server).hasToString("Redis at redis.example:7001");
        assertThat(server.transport()).isEqualTo(new Transport.Plain());
        assertThat(server(Map.of("REDIS_HOST", "redis.example")).port()).isEqualTo(6379);
    }

    @Test
    void dragonflyIsTheServerIfItIsSetAndBothAreShown() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "REDIS_HOST",
                        "redis.example",
                        "REDIS_PORT",
                        "7001",
                        "DRAGONFLY_HOST",
                        "dragonfly.example",
                        "DRAGONFLY_PORT",
                        "7002");
        assertThat(server(environment)).hasToString("Dragonfly at dragonfly.example:7002");
        assertThat(load(environment).explain())
                .contains("redis.host = redis.example")
                .contains("redis.port = 7001")
                .contains("redis.dragonflyHost = dragonfly.example")
                .contains("redis.dragonflyPort = 7002")
                .contains("from environment REDIS_HOST")
                .contains("from environment DRAGONFLY_HOST");
    }

    @Test
    void takesBatchesFromTheEnvironment() throws Exception {
        Config config = load(Map.of("BATCH_SIZE", "20", "MAX_BATCH_SIZE", "200"));
        assertThat(config.get(RedisConfigKeys.BATCH_SIZE)).isEqualTo(20);
        assertThat(config.get(RedisConfigKeys.MAX_BATCH_SIZE)).isEqualTo(200);
    }

    @Test
    void readsThePasswordsFileAtEachConnectionAndShowsNoPassword() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), SECRET + "\n");
        Map<String, String> environment =
                Map.of(
                        "REDIS_HOST",
                        "redis.example",
                        "SHIKRA_REDIS_PASSWORD_FILE",
                        file.toString());
        Server server = server(environment);
        assertThat(server.password().get()).contains(SECRET);
        Files.writeString(file, "another\n");
        assertThat(server.password().get()).contains("another");

        Map<String, String> both =
                Map.of(
                        "REDIS_HOST",
                        "redis.example",
                        "REDIS_PASSWORD",
                        SECRET,
                        "SHIKRA_REDIS_PASSWORD_FILE",
                        file.toString());
        assertThat(server(both).password().get()).contains(SECRET);
        assertThat(server(both).toString()).doesNotContain(SECRET);
        assertThat(load(both).explain()).doesNotContain(SECRET);
    }

    @Test
    void encryptsAndTrustsTheCertificatesOfAFile() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "REDIS_HOST",
                        "redis.example",
                        "SHIKRA_REDIS_TLS",
                        "true",
                        "SHIKRA_REDIS_USER",
                        "scanner",
                        "SHIKRA_REDIS_TLS_CERTIFICATES",
                        "own.pem");
        Server server = server(environment);
        assertThat(server.user()).isEqualTo("scanner");
        assertThat(server.transport())
                .isEqualTo(new Transport.Tls(Optional.of(Path.of("own.pem"))));
    }
}
