package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TradingHours;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.pf4j.Extension;

/**
 * Kite Connect's ticker. Settings, each with a default but {@code apiKey}: {@code apiKey}, {@code
 * apiSecret}, {@code accessToken}, {@code tokenFile}, {@code websocketUrl}, {@code apiUrl}, {@code
 * loginUrl}, {@code instruments}, {@code watched}, {@code mode}, {@code connections}, {@code
 * perConnection}, {@code chunk}, {@code connectTimeoutMs}, {@code readTimeoutMs}, {@code
 * muteAfterMs}, {@code backoffMs}, {@code backoffMostMs}, {@code clock}.
 */
@Extension
public final class KiteSource implements DataSource {
    /** Name of source, frame format and login. */
    public static final String ID = "kite";

    private final InstantSource clock;
    private final Set<String> refusedTokens = ConcurrentHashMap.newKeySet();
    private final SplittableGenerator random;
    private final OwnFiles files;

    /** By the machine's clock, with pauses of its own. */
    public KiteSource() {
        this(InstantSource.system(), new SplittableRandom(), OwnFiles.NONE);
    }

    /** In a host. */
    public KiteSource(PluginContext context) {
        this(InstantSource.system(), new SplittableRandom(), OwnFiles.of(context));
    }

    /**
     * @param clock unless a request or its settings name another
     * @param random for the jitter of pauses
     */
    KiteSource(InstantSource clock, SplittableGenerator random) {
        this(clock, random, OwnFiles.NONE);
    }

    private KiteSource(InstantSource clock, SplittableGenerator random, OwnFiles files) {
        this.files = files;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public SourceSession open(SourceRequest request) throws IOException {
        if (!request.files().isEmpty()) {
            throw new IllegalArgumentException(
                    "kite is a live source and reads no files such as "
                            + request.files().getFirst()
                            + ": replay captures with --format kite");
        }
        KiteSettings settings =
                KiteSettings.parse(files.complete(request.settings()), request.clock(), clock);
        Secrets secrets = settings.secrets();
        LoginGate gate = LoginGate.of(settings, secrets, refusedTokens);
        InstrumentCsv.Content content;
        try {
            content = InstrumentMaster.today(request.cacheDirectory(), settings, gate, secrets);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the instrument master came");
        }
        return session(content, settings, gate, secrets, request.calendar());
    }

    private SourceSession session(
            InstrumentCsv.Content content,
            KiteSettings settings,
            LoginGate gate,
            Secrets secrets,
            SourceRequest.Calendar calendar) {
        var patterns = new SymbolPatterns(settings.instruments());
        List<Instrument> chosen = content.instruments().stream().filter(patterns::matches).toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(
                    "kite: setting 'instruments' "
                            + settings.instruments()
                            + " matches none of "
                            + content.instruments().size()
                            + " instruments: write EXCHANGE:SYMBOL as in NSE:RELIANCE, * for"
                            + " anything");
        }
        var skipped = new ArrayList<String>();
        if (!content.note().isEmpty()) {
            skipped.add(content.note());
        }
        skipped.addAll(content.skipped());
        for (String name : patterns.unmatched(content.instruments())) {
            skipped.add(name + " is not in the instrument master: check its spelling and expiry");
        }
        TradingHours hours = calendar.hours(chosen).orElse(WeekdayHours.NSE);
        return new KiteSession(chosen, skipped, settings, hours, gate, secrets, random.split());
    }

    @Override
    public FrameDecoder decoder(List<Instrument> instruments) {
        return new KiteDecoder(instruments);
    }
}
