package dev.shikra.plugins.replay;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The built-in trades, read as they are given: their one file is in order, so the first tick need
 * not wait for the last row. Trades of one second are a frame, as in other files.
 */
final class SampleSession implements SourceSession {
    private static final String FILE = "/bitstamp_trades_from_20131125_usd.csv";
    private static final Instrument BTCUSD =
            new Instrument(
                    0, "BTCUSD", "BITSTAMP", "BITSTAMP", Instrument.Kind.PAIR, 0.01, 0, true, null);

    private final Pace pace;
    private final long skipFrames;
    private final TickFrame.Writer frame = new TickFrame.Writer();
    private long number;

    SampleSession(Pace pace, long skipFrames) throws IOException {
        this.pace = pace;
        this.skipFrames = skipFrames;
        open().close();
    }

    private static InputStream open() throws IOException {
        InputStream in = SampleSession.class.getResourceAsStream(FILE);
        if (in == null) {
            throw new IOException("the plugin lacks its sample " + FILE + ": install it again");
        }
        return in;
    }

    @Override
    public List<Instrument> instruments() {
        return List.of(BTCUSD);
    }

    @Override
    public void run(FrameSink sink) throws IOException, InterruptedException {
        try (var in =
                new BufferedReader(new InputStreamReader(open(), StandardCharsets.US_ASCII))) {
            in.readLine(); // timestamp,price,amount
            long second = Long.MIN_VALUE;
            for (String row = in.readLine(); row != null; row = in.readLine()) {
                int price = row.indexOf(',') + 1;
                int amount = row.indexOf(',', price) + 1;
                long at = Long.parseLong(row, 0, price - 1, 10);
                if (at != second && !give(second, sink)) {
                    return;
                }
                second = at;
                frame.trade(
                        0,
                        at * 1000,
                        Double.parseDouble(row.substring(price, amount - 1)),
                        Double.parseDouble(row.substring(amount)));
            }
            give(second, sink);
        }
    }

    /** Gives what was gathered. {@return false if the session was closed} */
    private boolean give(long second, FrameSink sink) throws InterruptedException {
        if (frame.entries() == 0) {
            return true;
        }
        long receiptMs = second * 1000;
        boolean open = true;
        if (number++ >= skipFrames) {
            open = pace.await(receiptMs);
            if (open) {
                sink.frame(receiptMs, frame.bytes(), 0, frame.length());
            }
        }
        frame.clear();
        return open;
    }

    @Override
    public void close() {
        pace.close();
    }
}
