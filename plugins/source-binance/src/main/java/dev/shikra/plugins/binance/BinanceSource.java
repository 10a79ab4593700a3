package dev.shikra.plugins.binance;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.pf4j.Extension;

/**
 * Binance's public trade stream. Settings, each with a default: {@code symbols}, {@code tickSizes},
 * {@code websocketUrl}, {@code connectTimeoutMs}, {@code readTimeoutMs}, {@code muteAfterMs},
 * {@code backoffMs}, {@code backoffMostMs}, {@code clock}.
 */
@Extension
public final class BinanceSource implements DataSource {
    /** Name of the source. */
    public static final String ID = "binance";

    private final InstantSource clock;
    private final SplittableGenerator random;

    /** By the machine's clock, with pauses of its own. */
    public BinanceSource() {
        this(InstantSource.system(), new SplittableRandom());
    }

    BinanceSource(InstantSource clock, SplittableGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String id() {
        return ID;
    }

    /** Checks the settings; {@link SourceSession#run} connects, and goes on trying. */
    @Override
    public SourceSession open(SourceRequest request) {
        if (!request.files().isEmpty()) {
            throw new IllegalArgumentException(
                    "binance is a live source and reads no files such as "
                            + request.files().getFirst()
                            + ": replay a journal of it with --format journal");
        }
        return new BinanceSession(BinanceSettings.parse(request.settings(), clock), random.split());
    }

    @Override
    public FrameDecoder decoder(List<Instrument> instruments) {
        return new TradeDecoder(instruments);
    }
}
