package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shikra.plugins.simulator.SimulatedExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KiteLoginTest {
    @TempDir private Path folder;
    private final KiteLogin login = new KiteLogin();
    private Map<String, String> settings = Map.of();
    private SimulatedExchange exchange;

    KiteLoginTest() throws IOException {
        exchange = Feed.exchange(Feed.MONDAY_OPEN, 1, 174);
    }

    @BeforeEach
    void readSettings() {
        settings = Feed.settings(exchange, folder);
        settings.remove("accessToken");
    }

    @AfterEach
    void closeExchange() {
        exchange.close();
    }

    @Test
    void tradesTheRedirectsTokenForASessionAndStoresIt() throws Exception {
        String said = login.complete(settings, redirect().toString());

        assertThat(said).contains("SIM001", "token.json");
        Token token = new TokenFile(folder.resolve("token.json")).read().orElseThrow();
        assertThat(said).doesNotContain(token.accessToken());
        assertThat(token.loginTime()).isAfterOrEqualTo(Feed.MONDAY_OPEN);
        assertThat(new KiteCatalog().instruments(settings, folder)).hasSize(174);
    }

    @Test
    void takesTheBareToken() throws Exception {
        String bare = redirect().getQuery().replaceAll(".*request_token=", "");
        assertThat(login.complete(settings, " " + bare + "\n")).contains("SIM001");
    }

    @Test
    void saysWhyAUsedTokenOrAWrongSecretIsRefused() throws Exception {
        String answer = redirect().toString();
        login.complete(settings, answer);
        assertThatThrownBy(() -> login.complete(settings, answer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("HTTP 403, Token is invalid or has expired.")
                .hasMessageContaining("open the link again");

        settings.put("apiSecret", "a wrong secret");
        String another = redirect().toString();
        assertThatThrownBy(() -> login.complete(settings, another))
                .hasMessageContaining("403")
                .message()
                .doesNotContain("a wrong secret");
    }

    @Test
    void asksForTheWholeAddressWhereThereIsNoTokenInIt() {
        assertThatThrownBy(() -> login.complete(settings, "http://127.0.0.1/?status=cancelled"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("whole address");
    }

    @Test
    void hashesKeyTokenAndSecretOneAfterAnother() {
        assertThat(KiteApi.checksum("a", "b", "c"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    private URI redirect() throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newHttpClient()) {
            HttpResponse<Void> page =
                    browser.send(
                            HttpRequest.newBuilder(login.link(settings)).build(),
                            HttpResponse.BodyHandlers.discarding());
            assertThat(page.statusCode()).isEqualTo(302);
            return URI.create(page.headers().firstValue("Location").orElseThrow());
        }
    }
}
