package dev.shikra.admin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Chromium of this machine, without a window, driven by its DevTools protocol over the JDK's own
 * web socket: what a page shows is asked in the page, keys and clicks are the browser's. For one
 * thread.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> PLACES =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium");
    private static final Pattern ADDRESS = Pattern.compile("ws://\\S+");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /**
     * Starts it. The test is skipped, and says so, where there is none.
     *
     * @param profile a folder of its own
     */
    static Chromium start(Path profile) throws Exception {
        String binary =
                PLACES.stream().filter(place -> Files.isExecutable(Path.of(place))).findFirst().orElse("");
        assumeTrue(!binary.isEmpty(), "skipped: no Chromium at any of " + PLACES);
        return new Chromium(binary, profile);
    }

    private Chromium(String binary, Path profile) throws Exception {
        process =
                new ProcessBuilder(
                                binary,
                                "--headless",
                                "--no-sandbox", // it sees this project's own page and nothing else
                                "--disable-gpu",
                                "--disable-quic",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--hide-scrollbars",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        URI browser = URI.create(address());
        URI tab =
                URI.create("http://127.0.0.1:" + browser.getPort() + "/json/new?about:blank");
        String made =
                http.send(
                                HttpRequest.newBuilder(tab)
                                        .PUT(HttpRequest.BodyPublishers.noBody())
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        socket =
                http.newWebSocketBuilder()
                        .buildAsync(
                                URI.create(
                                        JSON.readTree(made)
                                                .get("webSocketDebuggerUrl")
                                                .asString()),
                                new Listener())
                        .get(60, TimeUnit.SECONDS);
        send("Page.enable", Map.of());
        send("Runtime.enable", Map.of());
        send("Log.enable", Map.of());
    }

    /** Chromium says on standard error where it listens. */
    private String address() {
        var found = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (var err =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getErrorStream(), StandardCharsets.UTF_8))) {
                err.lines().forEach(line -> {
                    Matcher matcher = ADDRESS.matcher(line);
                    if (matcher.find()) {
                        found.complete(matcher.group());
                    }
                });
                found.completeExceptionally(new IOException("Chromium ended at its start"));
            } catch (IOException | UncheckedIOException e) {
                found.completeExceptionally(e);
            }
        });
        return found.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer = waiting.remove(message.get("id").asInt());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        String method = message.path("method").asString();
        if (method.equals("Runtime.exceptionThrown")) {
            complaints.add(message.path("params").path("exceptionDetails").toString());
        } else if (method.equals("Log.entryAdded")
                && message.at("/params/entry/level").asString().equals("error")) {
            complaints.add(message.at("/params/entry").toString());
        }
    }

    private JsonNode send(String method, Map<String, Object> parameters) throws Exception {
        int id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        var message = new LinkedHashMap<String, Object>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        socket.sendText(JSON.writeValueAsString(message), true).get(60, TimeUnit.SECONDS);
        JsonNode got = answer.get(60, TimeUnit.SECONDS);
        if (got.has("error")) {
            throw new IllegalStateException(method + ": " + got.get("error"));
        }
        return got.path("result");
    }

    /** Goes to a page. */
    void open(URI page) throws Exception {
        send("Page.navigate", Map.of("url", page.toString()));
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /** Shows the page at a size, light or dark. */
    void look(int width, int height, String scheme) throws Exception {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        send(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** {@return what an expression gives in the page} */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode result =
                send(
                        "Runtime.evaluate",
                        Map.of(
                                "expression", expression,
                                "awaitPromise", true,
                                "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** {@return the text that the page shows in an element} */
    String text(String selector) throws Exception {
        return evaluate("document.querySelector(" + JSON.writeValueAsString(selector) + ")?.innerText ?? ''")
                .asString();
    }

    /** Waits until an expression is true in the page. */
    void await(String expression) {
        Awaitility.await(expression)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> evaluate("Boolean(" + expression + ")").asBoolean());
    }

    /** Clicks in the middle of an element, with the mouse. */
    void click(String selector) throws Exception {
        String element = "document.querySelector(" + JSON.writeValueAsString(selector) + ")";
        await(element);
        JsonNode at =
                evaluate(
                        "(e => { e.scrollIntoView({block: 'center'}); const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })("
                                + element
                                + ")");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            send(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type", type,
                            "x", at.get(0).asDouble(),
                            "y", at.get(1).asDouble(),
                            "button", "left",
                            "clickCount", 1));
        }
    }

    /** Types at the caret. */
    void type(String text) throws Exception {
        send("Input.insertText", Map.of("text", text));
    }

    /** Presses Ctrl and a letter. */
    void control(char letter) throws Exception {
        for (String type : List.of("rawKeyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    Map.of(
                            "type", type,
                            "modifiers", 2,
                            "key", String.valueOf(letter),
                            "code", "Key" + Character.toUpperCase(letter),
                            "windowsVirtualKeyCode", (int) Character.toUpperCase(letter)));
        }
    }

    /** Writes a picture of what is seen. */
    void picture(Path file) throws Exception {
        JsonNode shot = send("Page.captureScreenshot", Map.of("format", "png"));
        Files.write(file, Base64.getDecoder().decode(shot.get("data").asString()));
    }

    /** {@return what went wrong in the page: exceptions, what the browser refused to load or run} */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
