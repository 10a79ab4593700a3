package dev.shikra.plugins.binance;

import dev.shikra.api.plugin.PluginKey;
import dev.shikra.api.plugin.PluginKey.Text;
import dev.shikra.api.plugin.PluginKey.Whole;
import dev.shikra.api.plugin.PluginKeys;
import java.util.List;
import org.pf4j.Extension;

/** What the source's section of the configuration may hold. */
@Extension
public final class BinanceKeys implements PluginKeys {
    private static final Whole MILLIS = new Whole(1, 3_600_000);

    @Override
    public List<PluginKey> keys() {
        return List.of(
                new PluginKey("symbols", Text.any(), "BTCUSDT, ETHUSDT", "Pairs to follow."),
                new PluginKey(
                        "tickSizes",
                        Text.any(),
                        "",
                        "Smallest price steps where they are known: BTCUSDT=0.01, ..."),
                new PluginKey(
                        "websocketUrl",
                        Text.of("wss?://.+", "an address such as wss://stream.binance.com:9443"),
                        "wss://stream.binance.com:9443",
                        "The venue's address without a path."),
                new PluginKey("connectTimeoutMs", MILLIS, "10000", "For one attempt to connect."),
                new PluginKey(
                        "readTimeoutMs",
                        MILLIS,
                        "60000",
                        "Nothing at all, not even a ping, for so long: the connection is dead."),
                new PluginKey(
                        "muteAfterMs",
                        MILLIS,
                        "120000",
                        "No trade for so long: the feed is mute and connected anew."),
                new PluginKey(
                        "backoffMs", MILLIS, "500", "First pause before connecting again."),
                new PluginKey("backoffMostMs", MILLIS, "30000", "Longest such pause."),
                new PluginKey(
                        "clock",
                        Text.any(),
                        "",
                        "A simulated clock: start, the machine's time then, speed."));
    }
}
