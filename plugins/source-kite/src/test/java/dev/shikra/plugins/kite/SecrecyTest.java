package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.shikra.api.source.FeedState;
import dev.shikra.plugins.simulator.SimulatedExchange;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Token and secret are canaries: whatever happens, they must not come out. */
class SecrecyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;

    @Test
    void neverShowsTokenOrSecretInLogsStatesErrorsOrThreads() throws Exception {
        var logged = new Recorder();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var library = (Logger) LoggerFactory.getLogger("org.java_websocket");
        Level rootBefore = root.getLevel();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
        library.setLevel(Level.TRACE);
        Set<String> threads = new HashSet<>();
        try {
            SimulatedExchange exchange = Feed.exchange(Feed.MONDAY_OPEN, 10, 174);
            Map<String, String> settings = Feed.settings(exchange, folder);
            Set<String> canaries = new HashSet<>();
            canaries.add(exchange.accessToken());
            canaries.add(exchange.apiSecret());
            var shown = new StringWriter();
            try (Feed feed = Feed.start(exchange, settings, folder)) {
                await().atMost(PATIENCE).until(() -> feed.frames.size() > 5);
                Thread.getAllStackTraces().keySet().forEach(t -> threads.add(t.getName()));
                library.setLevel(Level.DEBUG); // at TRACE it shows whatever the venue says
                exchange.say(
                        "{\"type\":\"error\",\"data\":\"bad token "
                                + exchange.accessToken()
                                + "\"}");
                await().atMost(PATIENCE).until(() -> logged.has("the venue says: bad token ***"));
                library.setLevel(Level.TRACE);
                exchange.faults().resetConnections();
                await().atMost(PATIENCE).until(() -> feed.states.contains(FeedState.RECONNECTING));
                await().atMost(PATIENCE).until(() -> feed.states.getLast() == FeedState.LIVE);
                exchange.faults().expireTokens();
                await().atMost(PATIENCE)
                        .until(() -> feed.states.getLast() == FeedState.LOGIN_NEEDED);
                String fresh = exchange.issueAccessToken();
                canaries.add(fresh);
                new TokenFile(folder.resolve("token.json"))
                        .write(new Token(fresh, "", exchange.clock().instant()));
                await().atMost(PATIENCE).until(() -> feed.states.getLast() == FeedState.LIVE);
                feed.reasons.forEach(shown::write);
                shown.write(feed.session.toString());
            }
            canaries.add("canary-request-token");
            for (String apiUrl : List.of(settings.get("apiUrl"), "http://127.0.0.1:1")) {
                settings.put("apiUrl", apiUrl); // refused, then unreachable
                settings.put("accessToken", "canary-access-token");
                canaries.add("canary-access-token");
                print(
                        catchThrowable(
                                () -> new KiteLogin().complete(settings, "canary-request-token")),
                        shown);
                print(
                        catchThrowable(
                                () -> Feed.start(exchange, settings, folder.resolve("empty"))),
                        shown);
            }
            String everything =
                    shown + String.join("\n", threads) + String.join("\n", logged.lines);
            assertThat(everything).contains("HTTP 403").contains("can't be reached");
            for (String canary : canaries) {
                assertThat(everything).doesNotContain(canary);
            }
        } finally {
            root.detachAppender(logged);
            root.setLevel(rootBefore);
            library.setLevel(Level.WARN);
        }
    }

    private static void print(Throwable thrown, StringWriter to) {
        assertThat(thrown).isNotNull();
        thrown.printStackTrace(new PrintWriter(to, true));
    }

    private static final class Recorder extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        boolean has(String text) {
            return lines.stream().anyMatch(line -> line.contains(text));
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(
                    event.getThreadName()
                            + event.getFormattedMessage()
                            + (event.getThrowableProxy() == null
                                    ? ""
                                    : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    }
}
