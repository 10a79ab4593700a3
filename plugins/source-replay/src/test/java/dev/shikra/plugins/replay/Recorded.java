package dev.shikra.plugins.replay;

import dev.shikra.api.market.Tick;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** What a session gave: frames, decoded ticks and what was skipped. */
final class Recorded implements FrameSink {
    final List<String> skipped = new ArrayList<>();
    final List<String> ticks = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    final List<String> pasts = new ArrayList<>();
    final long[] kinds = new long[Tick.Kind.values().length];
    final CRC32 sum = new CRC32();
    boolean keepTicks = true;
    long frames;
    long ticksSeen;
    long lastReceipt = Long.MIN_VALUE;
    long faults;
    private final FrameDecoder decoder;
    private final SourceSession session;

    private Recorded(SourceSession session) {
        this.session = session;
        decoder = new ReplaySource().decoder(session.instruments());
    }

    static SourceRequest request(String format, Path... files) {
        return request(format, SourceRequest.MAX_SPEED, 0, files);
    }

    static SourceRequest request(String format, double speed, long skip, Path... files) {
        return new SourceRequest(List.of(files), format, speed, skip, Map.of(), Path.of("target"));
    }

    static Recorded of(SourceRequest request) throws IOException, InterruptedException {
        return of(request, true);
    }

    static Recorded of(SourceRequest request, boolean keepTicks)
            throws IOException, InterruptedException {
        try (SourceSession session = new ReplaySource().open(request)) {
            Recorded recorded = new Recorded(session);
            recorded.keepTicks = keepTicks;
            session.run(recorded);
            return recorded;
        }
    }

    SourceSession session() {
        return session;
    }

    @Override
    public void frame(long receiptMs, byte[] bytes, int offset, int length) {
        if (receiptMs < lastReceipt) {
            throw new AssertionError("receipt fell from " + lastReceipt + " to " + receiptMs);
        }
        lastReceipt = receiptMs;
        frames++;
        sum.update(Long.toString(receiptMs).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        sum.update(bytes, offset, length);
        decoder.decode(
                bytes,
                offset,
                length,
                new TickSink() {
                    @Override
                    public void tick(Tick tick) {
                        ticksSeen++;
                        kinds[tick.kind.ordinal()]++;
                        if (keepTicks) {
                            ticks.add(text(receiptMs, tick));
                        }
                    }

                    @Override
                    public void fault(Fault fault, int at) {
                        faults++;
                    }
                });
    }

    @Override
    public void time(long epochMs) {
        times.add(epochMs);
    }

    @Override
    public void past(long epochMs, byte[] bytes, int offset, int length) {
        pasts.add(
                frames
                        + " frames, "
                        + epochMs
                        + ": "
                        + Arrays.toString(Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    private String text(long receiptMs, Tick tick) {
        String head =
                receiptMs
                        + " "
                        + session.instruments().get(tick.instrument).id()
                        + " "
                        + tick.kind
                        + " "
                        + tick.exchangeTimeMs
                        + " ";
        return head
                + switch (tick.kind) {
                    case BAR ->
                            Arrays.toString(
                                    new double[] {
                                        tick.open, tick.high, tick.low, tick.close, tick.volume
                                    });
                    case SNAPSHOT -> tick.lastPrice + " of " + tick.volume;
                    default ->
                            tick.lastPrice
                                    + " x "
                                    + tick.lastQuantity
                                    + (tick.depth == 0
                                            ? ""
                                            : " " + tick.bidPrice[0] + "/" + tick.askPrice[0]);
                };
    }

    @Override
    public void skipped(String place, String reason) {
        skipped.add(place + ": " + reason);
    }
}
