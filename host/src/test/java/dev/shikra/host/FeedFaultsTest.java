package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shikra.api.source.FeedState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every fault that the simulated exchange knows, seen through a whole host: what was received is
 * journaled and decoded, the state is what an admin sees, and the feed comes back by itself with
 * the same subscriptions.
 */
@Timeout(480)
class FeedFaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final double SPEED = 10;

    @TempDir Path folder;
    private ShikraHome home;

    /** What the host said, in its order. */
    private final List<String> said = new CopyOnWriteArrayList<>();

    /** All states so far: one that passes quickly is not missed. */
    private final List<String> states = new CopyOnWriteArrayList<>();

    @BeforeEach
    void home() throws Exception {
        home = ShikraHome.in(folder);
        home.withoutPatterns();
    }

    private LiveFeed feed() throws Exception {
        var feed = new LiveFeed(home, SPEED, new Said());
        awaitFrames(feed, 20);
        assertThat(feed.state()).isEqualTo("live");
        return feed;
    }

    private static void awaitFrames(LiveFeed feed, int more) {
        long before = feed.framesReceived();
        await().atMost(PATIENCE)
                .until(() -> !feed.runs() || feed.framesReceived() >= before + more);
        assertThat(feed.runs()).as("the host goes on").isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"silence, mute", "freeze, mute", "reset, reconnecting", "trickle?ms=20, mute"})
    void comesBackByItselfAfterALostFeed(String fault, String state) throws Exception {
        try (LiveFeed feed = feed()) {
            String subscribed = feed.subscriptions();
            assertThat(subscribed).contains("\"full\"");

            feed.fault(fault);
            await().atMost(PATIENCE).until(() -> states.contains(state));
            if (!fault.equals("reset")) { // a cut connection is back before anybody looks
                await().atMost(PATIENCE).until(() -> feed.state().equals(state));
                assertThat(feed.control().readiness().ready()).isFalse();
                assertThat(feed.control().readiness().reason()).contains(state);
            }
            feed.fault("restore");

            await().atMost(PATIENCE).until(() -> feed.state().equals("live"));
            awaitFrames(feed, 20);
            await().atMost(PATIENCE).until(() -> feed.subscriptions().equals(subscribed));
            assertThat(feed.stopAndCount().counters().faults).containsOnly(0L);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "duplicate?frames=15, duplicates",
        "delay?frames=15&ms=700, stale",
        "malform?frames=15, faults"
    })
    void countsWhatADisorderedFeedBringsAndLosesNothing(String fault, String counted)
            throws Exception {
        try (LiveFeed feed = feed()) {
            long before = feed.leftOut(counted);
            feed.fault(fault);
            await().atMost(PATIENCE).until(() -> feed.leftOut(counted) >= before + 15);
            awaitFrames(feed, 20);
            assertThat(feed.state()).isEqualTo("live");
            assertThat(states).containsExactly("live");
            feed.stopAndCount();
        }
    }

    /**
     * Frames that change places are only told apart where both hold an instrument, and not in the
     * same second of its market: all that is certain is that none gets lost.
     */
    @Test
    void losesNothingOfAFeedThatChangesPlaces() throws Exception {
        try (LiveFeed feed = feed()) {
            feed.fault("reorder?frames=40");
            awaitFrames(feed, 100);
            assertThat(states).containsExactly("live");
            assertThat(feed.stopAndCount().counters().faults).containsOnly(0L);
        }
    }

    @Test
    void waitsForANewTokenAndShowsNoSecretAnywhere() throws Exception {
        List<String> canaries = new ArrayList<>();
        try (LiveFeed feed = feed()) {
            Map<String, String> settings = feed.connection();
            canaries.add(settings.getOrDefault("accessToken", ""));
            canaries.add(settings.getOrDefault("apiSecret", ""));
            assertThat(canaries).doesNotContain("");
            String subscribed = feed.subscriptions();

            feed.fault("expire");
            await().atMost(PATIENCE).until(() -> feed.state().equals("login needed"));
            assertThat(feed.health().feed().reason())
                    .contains("./shikra kite login", "/connect/login?api_key=");
            assertThat(said).anyMatch(line -> line.contains("403"));
            canaries.add(feed.logIn());
            String token = Files.readString(folder.resolve("var/token.json"));
            Matcher fresh = Pattern.compile("\"accessToken\":\"(\\w+)\"").matcher(token);
            assertThat(fresh.find()).isTrue();
            canaries.add(fresh.group(1));

            await().atMost(PATIENCE).until(() -> feed.state().equals("live"));
            awaitFrames(feed, 20);
            await().atMost(PATIENCE).until(() -> feed.subscriptions().equals(subscribed));

            String shown = everythingShown(feed);
            assertThat(shown).contains("kite-connection-1", "login needed");
            canaries.forEach(canary -> assertThat(shown).doesNotContain(canary));
            feed.stopAndCount();
        }
    }

    /** What an admin, a person at the console and a thread dump can show. */
    private String everythingShown(LiveFeed feed) {
        var shown = new StringWriter();
        var out = new PrintWriter(shown);
        out.println(said);
        out.println(feed.health());
        out.println(feed.control().readiness());
        out.println(feed.control().measures());
        out.println(feed.control().rules());
        out.println(feed.control().plugins());
        Thread.getAllStackTraces()
                .forEach((thread, stack) -> {
                    out.println(thread);
                    for (StackTraceElement each : stack) {
                        out.println(each);
                    }
                });
        out.flush();
        return shown.toString();
    }

    private final class Said implements ScannerListener {
        @Override
        public void feed(FeedState state, String reason) {
            states.add(state.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
            said.add(state + ": " + reason);
        }

        @Override
        public void notice(String message) {
            said.add(message);
        }
    }
}
