package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that has a Kite configuration and neither token nor instrument master, at a simulated
 * exchange in a process of its own: what a user meets on the first day, and on each day at 403.
 */
@Timeout(480)
class FirstLoginTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir Path folder;

    @Test
    void saysWhereToLogInWaitsAndGoesOnByItself() throws Exception {
        ShikraHome home = ShikraHome.in(folder);
        home.withoutPatterns(); // parsing them is not what is waited for
        List<String> canaries = new ArrayList<>();
        try (ShikraHome.Child exchange = home.start("exchange", "--speed", "20")) {
            await().atMost(PATIENCE).until(() -> exchange.printed().contains("websocketUrl"));
            Path config = configure(exchange.printed(), canaries);
            try (ShikraHome.Child service = home.start("run", "--config", config)) {
                await().atMost(PATIENCE).until(() -> service.printed().contains("kite: log in"));
                String link = find("(http://\\S+/connect/login\\?\\S+)", service.printed());
                assertThat(service.ended()).isFalse();

                logIn(home, link, config, canaries);
                await().atMost(PATIENCE).until(() -> service.noticed().contains("feed live"));

                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(link).resolve("/simulator/expire"))
                                        .POST(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.discarding());
                await().atMost(PATIENCE)
                        .until(() -> service.printed().split("kite: log in", -1).length == 3);
                assertThat(service.printed()).contains("HTTP 403");
                String before = service.noticed();
                logIn(home, link, config, canaries);
                await().atMost(PATIENCE)
                        .until(() ->
                                service.noticed().substring(before.length()).contains("feed live"));
                await().atMost(PATIENCE)
                        .until(() -> service.printed().contains("kite: the feed is back"));
                canaries.forEach(canary ->
                        assertThat(read(service.out()) + read(service.err()))
                                .doesNotContain(canary));
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** What the exchange printed is what stands in the configuration, but for the token. */
    private Path configure(String printed, List<String> canaries) throws Exception {
        canaries.add(find("accessToken: \"(.*)\"", printed));
        canaries.add(find("apiSecret: \"(.*)\"", printed));
        String section =
                printed.substring(printed.indexOf("plugins:"))
                        .lines()
                        .filter(line -> !line.contains("accessToken"))
                        .reduce("", (a, b) -> a + b + "\n");
        Path config = folder.resolve("config-kite");
        ShikraHome.copy(folder.resolve("config"), config);
        Path file = config.resolve("shikra.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("enabled: \\[]", "enabled: [kite]")
                        .replaceFirst("(?m)^plugins:.*$", Matcher.quoteReplacement(section)));
        assertThat(Files.readString(file)).contains("enabled: [kite]", "websocketUrl");
        return config;
    }

    private void logIn(ShikraHome home, String link, Path config, List<String> canaries)
            throws Exception {
        HttpResponse<Void> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(link)).build(),
                                HttpResponse.BodyHandlers.discarding());
        String address = answer.headers().firstValue("Location").orElseThrow();
        canaries.add(find("request_token=(\\w+)", address));
        ShikraHome.Ran ran = home.start("kite", "login", "--config", config, address).await();
        assertThat(ran.exit()).as(ran.err()).isZero();
        Path token = Path.of(find("the token is in (.*)", ran.out()).strip());
        assertThat(token).startsWith(folder.resolve("var"));
        canaries.add(find("\"accessToken\":\"(\\w+)\"", Files.readString(token)));
    }

    private static String find(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
        return found.group(1);
    }
}
