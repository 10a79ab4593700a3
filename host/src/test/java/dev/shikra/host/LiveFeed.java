package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FeedState;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.LocalVenue;
import dev.shikra.api.source.LoginFlow;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.host.control.Health;
import dev.shikra.host.inbox.InboxSettings;
import dev.shikra.host.journal.JournalReader;
import dev.shikra.host.journal.JournalSettings;
import dev.shikra.host.journal.RecordKind;
import dev.shikra.host.option.OptionSettings;
import dev.shikra.host.plugin.PluginCalls;
import dev.shikra.host.plugin.PluginSetup;
import dev.shikra.host.plugin.Plugins;
import dev.shikra.host.rule.RuleConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A whole host that follows the simulated exchange with the Kite plugin, both from their zips, in
 * this JVM: what an admin sees of it, and counts at each border that a frame crosses.
 */
final class LiveFeed implements AutoCloseable {
    private final Plugins plugins;
    private final LocalVenue.Running exchange;
    private final Map<String, String> settings;
    private final LiveControl control;
    private final Scanner scanner;
    private final Path journal;
    private final CompletableFuture<RunSummary> ended = new CompletableFuture<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicLong framesReceived = new AtomicLong();
    private final AtomicLong packetsReceived = new AtomicLong();

    /**
     * @param speed simulated seconds a second
     */
    LiveFeed(ShikraHome home, double speed, ScannerListener console) throws Exception {
        Path var = home.path().resolve("var");
        plugins =
                Plugins.load(
                        new PluginSetup(
                                var,
                                home.path().resolve("host/target/dist/plugins"),
                                Map.of(),
                                System.err));
        exchange =
                one(LocalVenue.class, "simulator", LocalVenue::id)
                        .start(
                                Map.of(
                                        "speed",
                                        Double.toString(speed),
                                        "start",
                                        "2026-01-05T04:00:00Z"));
        settings = new HashMap<>(exchange.connection());
        settings.put("tokenFile", var.resolve("token.json").toString());
        settings.put("watched", "*");
        settings.put("backoffMs", "20");
        settings.put("backoffMostMs", "200");
        settings.put("muteAfterMs", "2000");
        settings.put("readTimeoutMs", "3000");
        journal = var.resolve("live/journal");
        PluginSet computing = PluginSet.of(plugins.loaded());
        control = new LiveControl("test", "kite", computing::studies, List::of, List.of(), console);
        DataSource kite = one(DataSource.class, "kite", DataSource::id);
        scanner =
                Scanner.open(
                        settings(home, var),
                        new Scanner.Guests(
                                new Counted(kite),
                                new SourceRequest(
                                                List.of(),
                                                "",
                                                SourceRequest.MAX_SPEED,
                                                0,
                                                settings,
                                                var.resolve("cache"))
                                        .withClock(exchange.clock()),
                                computing,
                                List.of(),
                                List.of(),
                                PluginLoader.NONE),
                        control);
        control.attach(scanner);
        Thread.ofPlatform().daemon().name("live-feed").start(this::run);
    }

    private ScannerSettings settings(ShikraHome home, Path var) {
        return new ScannerSettings(
                ScannerSettings.Start.ANEW,
                new ScannerSettings.Clock.Running(exchange.clock(), Duration.ofMillis(50)),
                JournalSettings.in(journal),
                var.resolve("snapshots"),
                Duration.ofSeconds(300),
                3,
                InboxSettings.USUAL,
                home.path().resolve("rules"),
                var.resolve("parsed"),
                var.resolve("rules"),
                instruments -> home.path().resolve("config/calendars/nse.yaml"),
                List.of(dev.shikra.api.market.Timeframe.M1),
                RuleConfiguration.NONE,
                Duration.ofSeconds(60),
                OptionSettings.USUAL,
                Optional.empty(),
                0,
                Optional.empty(),
                ScannerSettings.Files.NONE,
                ScannerSettings.Charts.NONE,
                Optional.empty());
    }

    private <T> T one(Class<T> kind, String id, java.util.function.Function<T, String> idOf) {
        return plugins.extensions(kind).stream()
                .filter(each -> idOf.apply(each).equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void run() {
        try {
            ended.complete(scanner.run());
        } catch (IOException | InterruptedException | RuntimeException e) {
            ended.completeExceptionally(e);
        }
    }

    /** {@return what an admin sees} */
    Health health() {
        return control.health();
    }

    /** {@return what an admin can ask, all of it} */
    LiveControl control() {
        return control;
    }

    /** {@return how the feed stands, as an admin sees it} */
    String state() {
        return control.health().feed().state();
    }

    /** {@return how many were left out for a reason that begins so, as an admin sees it} */
    long leftOut(String reason) {
        return control.health().flow().leftOut().stream()
                .filter(each -> each.reason().startsWith(reason))
                .mapToLong(Health.LeftOut::count)
                .sum();
    }

    long framesReceived() {
        return framesReceived.get();
    }

    boolean runs() {
        return !ended.isDone();
    }

    /** {@return the settings of source-kite that connect to the exchange} */
    Map<String, String> connection() {
        return settings;
    }

    /** Lets something go wrong at the exchange, for example {@code delay?frames=20&ms=700}. */
    void fault(String name) throws IOException, InterruptedException {
        HttpRequest post =
                HttpRequest.newBuilder(URI.create(settings.get("apiUrl") + "/simulator/" + name))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    /**
     * {@return for each connection what it is subscribed to in which mode, as the exchange says}
     */
    String subscriptions() {
        HttpRequest get =
                HttpRequest.newBuilder(
                                URI.create(settings.get("apiUrl") + "/simulator/subscriptions"))
                        .build();
        try {
            return http.send(get, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Logs in as a person would. {@return the request token, a secret} */
    String logIn() throws Exception {
        LoginFlow flow = one(LoginFlow.class, "kite", LoginFlow::id);
        HttpRequest page = HttpRequest.newBuilder(flow.link(settings)).build();
        String address =
                http.send(page, HttpResponse.BodyHandlers.discarding())
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        PluginCalls.<String, Exception>call(flow, () -> flow.complete(settings, address));
        return address.replaceFirst(".*request_token=", "");
    }

    /** Ends it in good order and holds what was counted at one border against the others. */
    RunSummary stopAndCount() throws Exception {
        scanner.stop();
        RunSummary summary = ended.get(2, java.util.concurrent.TimeUnit.MINUTES);
        scanner.close();
        var journaled = new AtomicLong();
        new JournalReader(journal)
                .read(
                        1,
                        record -> {
                            if (record.kind == RecordKind.FRAME && record.source == 0) {
                                journaled.incrementAndGet();
                            }
                        });
        assertThat(journaled.get()).as("frames journaled").isEqualTo(framesReceived.get());
        assertThat(summary.counters().frames).as("frames decoded").isEqualTo(framesReceived.get());
        long faults = java.util.Arrays.stream(summary.counters().faults).sum();
        // A frame that breaks off is short of one packet at least.
        assertThat(summary.counters().ticks)
                .as("ticks decoded, %d faults", faults)
                .isBetween(packetsReceived.get() - faults, packetsReceived.get());
        return summary;
    }

    @Override
    public void close() {
        scanner.close();
        control.close();
        exchange.close();
        plugins.close();
    }

    /** The plugin's source, with a count of what the host has taken of it. */
    private final class Counted implements DataSource {
        private final DataSource inner;

        Counted(DataSource inner) {
            this.inner = inner;
        }

        @Override
        public String id() {
            return inner.id();
        }

        @Override
        public SourceSession open(SourceRequest request) throws IOException {
            SourceSession session = PluginCalls.call(inner, () -> inner.open(request));
            return new SourceSession() {
                @Override
                public List<Instrument> instruments() {
                    return session.instruments();
                }

                @Override
                public void run(FrameSink sink) throws IOException, InterruptedException {
                    session.run(new Counting(sink));
                }

                @Override
                public void close() {
                    session.close();
                }
            };
        }

        @Override
        public FrameDecoder decoder(List<Instrument> instruments) {
            return inner.decoder(instruments);
        }
    }

    private final class Counting implements FrameSink {
        private final FrameSink sink;

        Counting(FrameSink sink) {
            this.sink = sink;
        }

        @Override
        public void frame(long receiptMs, byte[] bytes, int offset, int length)
                throws InterruptedException {
            int packets = (bytes[offset] & 0xFF) << 8 | bytes[offset + 1] & 0xFF;
            sink.frame(receiptMs, bytes, offset, length);
            framesReceived.incrementAndGet();
            packetsReceived.addAndGet(packets);
        }

        @Override
        public void skipped(String place, String reason) {
            sink.skipped(place, reason);
        }

        @Override
        public void state(FeedState state, String reason) {
            sink.state(state, reason);
        }
    }
}
