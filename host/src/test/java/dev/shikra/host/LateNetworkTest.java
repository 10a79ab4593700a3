package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that starts before its network is there, as after a power cut. */
@Timeout(480)
class LateNetworkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir Path folder;

    @Test
    void waitsForTheVenueAndStartsLaterFromTheMasterItKept() throws Exception {
        ShikraHome home = ShikraHome.in(folder);
        home.withoutPatterns(); // parsing them is not what is waited for
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config;
        try (ShikraHome.Child exchange =
                home.start("exchange", "--speed", "20", "--exchange-port", port)) {
            await().atMost(PATIENCE).until(() -> exchange.printed().contains("websocketUrl"));
            config = configure(exchange.printed());
        }
        try (ShikraHome.Child service = home.start("run", "--headless", "--config", config)) {
            await().atMost(PATIENCE)
                    .until(() -> service.ended() || service.noticed().contains("trying again"));
            assertThat(service.noticed())
                    .contains("there is no instrument master", "127.0.0.1 can't be reached");
            assertThat(service.ended()).isFalse();
            try (ShikraHome.Child exchange =
                    home.start("exchange", "--speed", "20", "--exchange-port", port)) {
                await().atMost(PATIENCE).until(() -> service.noticed().contains("feed live"));
            }
        }
        makeOlder(folder.resolve("var/cache/kite"));
        try (ShikraHome.Child service = home.start("run", "--headless", "--config", config)) {
            await().atMost(PATIENCE)
                    .until(() ->
                            service.ended()
                                    || service.noticed()
                                            .contains("instruments-2026-01-01.csv serves instead"));
            await().atMost(PATIENCE)
                    .until(() ->
                            service.ended() || service.noticed().contains("feed reconnecting"));
            assertThat(service.ended()).as(service.noticed()).isFalse();
        }
    }

    private static void makeOlder(Path cache) throws Exception {
        Path today = ShikraHome.files(cache, ".csv").getFirst();
        Files.move(today, cache.resolve("instruments-2026-01-01.csv"));
    }

    private Path configure(String printed) throws Exception {
        Path config = folder.resolve("config-kite");
        ShikraHome.copy(folder.resolve("config"), config);
        Path file = config.resolve("shikra.yaml");
        String section = printed.substring(printed.indexOf("plugins:"));
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("enabled: \\[]", "enabled: [kite]")
                        .replaceFirst("(?m)^plugins:.*$", Matcher.quoteReplacement(section)));
        return config;
    }
}
