package dev.shikra.plugins.replay;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.DataSourceContract;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

class ReplayContractTest extends DataSourceContract {
    @TempDir private Path data;

    @Override
    protected DataSource source() {
        return new ReplaySource();
    }

    private SourceRequest request(Path cache) {
        Path file = data.resolve("MADEUP.csv");
        var random = new Random(3);
        var text = new StringBuilder("time,price,quantity\n");
        long at = 1_704_189_600_000L;
        for (int i = 0; i < 2_000; i++) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%d,%.2f,%d%n",
                            at,
                            100 + random.nextInt(100) / 20.0,
                            1 + random.nextInt(50)));
            at += random.nextInt(400);
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SourceRequest(List.of(file), "", SourceRequest.MAX_SPEED, 0, Map.of(), cache);
    }

    @Override
    protected List<Instrument> instruments() {
        try (SourceSession session = new ReplaySource().open(request(data))) {
            return session.instruments();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<byte[]> goodFrames() {
        var frames = new ArrayList<byte[]>();
        try (SourceSession session = new ReplaySource().open(request(data))) {
            session.run(
                    new FrameSink() {
                        @Override
                        public void frame(long receiptMs, byte[] bytes, int offset, int length) {
                            frames.add(Arrays.copyOfRange(bytes, offset, offset + length));
                        }

                        @Override
                        public void skipped(String place, String reason) {
                            throw new IllegalStateException(place + ": " + reason);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return frames;
    }

    @Override
    protected KnownFeed feed() {
        return new KnownFeed() {
            @Override
            public SourceRequest request(Path folder) {
                return ReplayContractTest.this.request(folder);
            }

            @Override
            public List<byte[]> frames() {
                return goodFrames();
            }
        };
    }
}
