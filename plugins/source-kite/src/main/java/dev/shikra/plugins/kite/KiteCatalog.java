package dev.shikra.plugins.kite;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.source.InstrumentCatalog;
import dev.shikra.api.source.LoginNeededException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole instrument master, from the cache or downloaded. */
@Extension
public final class KiteCatalog implements InstrumentCatalog {
    private static final Logger log = LoggerFactory.getLogger(KiteCatalog.class);

    private final OwnFiles files;

    public KiteCatalog() {
        files = OwnFiles.NONE;
    }

    /** In a host. */
    public KiteCatalog(PluginContext context) {
        files = OwnFiles.of(context);
    }

    @Override
    public String id() {
        return KiteSource.ID;
    }

    @Override
    public List<Instrument> instruments(Map<String, String> settings, Path cacheDirectory)
            throws IOException, InterruptedException {
        KiteSettings checked = KiteSettings.parse(files.complete(settings), InstantSource.system());
        Secrets secrets = checked.secrets();
        try {
            InstrumentCsv.Content content =
                    InstrumentMaster.today(
                            cacheDirectory, checked, LoginGate.of(checked, secrets), secrets);
            if (!content.note().isEmpty()) {
                log.warn("instrument master: left out: {}", content.note());
            }
            return content.instruments();
        } catch (LoginNeededException e) {
            return InstrumentMaster.kept(cacheDirectory, checked)
                    .orElseThrow(() -> e)
                    .instruments(); // better than none for somebody who looks something up
        }
    }
}
