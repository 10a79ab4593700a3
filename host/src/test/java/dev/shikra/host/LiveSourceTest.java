package dev.shikra.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Tick;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickSink;
import dev.shikra.host.engine.RuleCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A source that another version takes over from: order, and what happens when it can't. */
class LiveSourceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<Instrument> ONE =
            List.of(
                    new Instrument(
                            1, "A", "NSE", "NSE", Instrument.Kind.EQUITY, 0.05, 1, true, null));

    private static final TickSink NO_TICKS =
            new TickSink() {
                @Override
                public void tick(Tick tick) {}

                @Override
                public void fault(Fault fault, int at) {}
            };

    /** All that reaches the inbox, in order: frames by their first byte, commands in words. */
    private final List<String> inbox = new CopyOnWriteArrayList<>();

    private final FrameSink sink =
            new FrameSink() {
                @Override
                public void frame(long receiptMs, byte[] bytes, int offset, int length) {
                    inbox.add("frame " + bytes[offset]);
                }

                @Override
                public void skipped(String place, String reason) {}
            };

    /** Gives frames that bear its number, until it is closed. */
    private record Numbered(int number, boolean breaks, List<Instrument> instruments)
            implements DataSource {
        Numbered(int number) {
            this(number, false, ONE);
        }

        @Override
        public String id() {
            return "numbered";
        }

        @Override
        public SourceSession open(SourceRequest request) {
            return new SourceSession() {
                private volatile boolean closed;

                @Override
                public List<Instrument> instruments() {
                    return instruments;
                }

                @Override
                public void run(FrameSink to) throws IOException, InterruptedException {
                    if (breaks) {
                        throw new IOException("the venue knows it not");
                    }
                    while (!closed) {
                        to.frame(1, new byte[] {(byte) number}, 0, 1);
                        Thread.sleep(1);
                    }
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }

        @Override
        public FrameDecoder decoder(List<Instrument> ofJournal) {
            return (bytes, offset, length, to) -> bytes[0] = (byte) number;
        }
    }

    private static LiveSource source(Numbered first) throws IOException {
        LiveSource.Opener opener = each -> each.open(REQUEST);
        return new LiveSource(first, "one", first.open(REQUEST), opener);
    }

    private static final SourceRequest REQUEST =
            new SourceRequest(
                    List.of(),
                    "",
                    SourceRequest.MAX_SPEED,
                    0,
                    java.util.Map.of(),
                    java.nio.file.Path.of("."));

    private CompletableFuture<Void> run(LiveSource source) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        source.run(
                                sink,
                                command -> {
                                    inbox.add(
                                            "swap " + ((RuleCommand.SwapSource) command).plugin());
                                    source.swapped();
                                });
                    } catch (IOException | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    @Test
    void framesOfTheOldVersionComeBeforeTheRecordAndThoseOfTheNewBehind() throws Exception {
        LiveSource source = source(new Numbered(1));
        FrameDecoder decoder = source.decoder(ONE);
        CompletableFuture<Void> run = run(source);
        await().atMost(PATIENCE).until(() -> inbox.size() > 5);
        assertThat(source.change(new Numbered(2), "two")).succeedsWithin(PATIENCE);
        await().atMost(PATIENCE).until(() -> inbox.getLast().equals("frame 2"));
        source.close();
        assertThat(run).succeedsWithin(PATIENCE);
        int swap = inbox.indexOf("swap two");
        assertThat(inbox.subList(0, swap)).containsOnly("frame 1");
        assertThat(inbox.subList(swap + 1, inbox.size())).isNotEmpty().containsOnly("frame 2");
        byte[] read = new byte[1];
        decoder.decode(read, 0, 1, NO_TICKS);
        assertThat(read[0]).as("reads with the new version").isEqualTo((byte) 2);
    }

    @Test
    void aVersionThatFailsAtOnceGivesWayToTheOldOne() throws Exception {
        LiveSource source = source(new Numbered(1));
        FrameDecoder decoder = source.decoder(ONE);
        CompletableFuture<Void> run = run(source);
        await().atMost(PATIENCE).until(() -> inbox.size() > 5);
        CompletableFuture<Void> change = source.change(new Numbered(2, true, ONE), "two");
        assertThatThrownBy(change::join).hasMessageContaining("the venue knows it not");
        int then = inbox.size();
        await().atMost(PATIENCE).until(() -> inbox.size() > then + 5);
        assertThat(run).isNotDone();
        assertThat(source.change(new Numbered(3), "three"))
                .as("a good one afterwards")
                .succeedsWithin(PATIENCE);
        source.close();
        assertThat(run).succeedsWithin(PATIENCE);
        assertThat(inbox).contains("swap two", "swap one", "swap three").doesNotContain("frame 2");
        byte[] read = new byte[1];
        decoder.decode(read, 0, 1, NO_TICKS);
        assertThat(read[0]).isEqualTo((byte) 3);
    }

    @Test
    void otherInstrumentsAreRefusedAndTheOldOneGoesOn() throws Exception {
        LiveSource source = source(new Numbered(1));
        CompletableFuture<Void> run = run(source);
        await().atMost(PATIENCE).until(() -> !inbox.isEmpty());
        CompletableFuture<Void> change = source.change(new Numbered(2, false, List.of()), "two");
        assertThatThrownBy(change::join).hasMessageContaining("other instruments");
        int then = inbox.size();
        await().atMost(PATIENCE).until(() -> inbox.size() > then + 5);
        source.close();
        assertThat(run).succeedsWithin(PATIENCE);
        assertThat(inbox).containsOnly("frame 1");
    }

    @Test
    void whoWaitsForAChangeHearsThatTheSourceEnded() throws Exception {
        LiveSource source = source(new Numbered(1));
        source.close();
        assertThatThrownBy(() -> source.change(new Numbered(2), "two").join())
                .hasMessageContaining("ended");
    }
}
