package dev.shikra.plugins.kite;

import dev.shikra.api.plugin.PluginKey;
import dev.shikra.api.plugin.PluginKey.Choice;
import dev.shikra.api.plugin.PluginKey.Text;
import dev.shikra.api.plugin.PluginKey.Whole;
import dev.shikra.api.plugin.PluginKeys;
import java.util.List;
import org.pf4j.Extension;

/** What the source's section of the configuration may hold. */
@Extension
public final class KiteKeys implements PluginKeys {
    private static final Whole MILLIS = new Whole(1, 3_600_000);

    @Override
    public List<PluginKey> keys() {
        return List.of(
                text("apiKey", "", "Key of your app on developers.kite.trade."),
                text("apiSecret", "", "Secret of your app: a login needs it."),
                text("accessToken", "", "A token of today; else the token file's."),
                text(
                        "tokenFile",
                        "",
                        "Where a login leaves its token; else in the plugin's directory."),
                text("websocketUrl", "wss://ws.kite.trade", "The ticker's address."),
                text("apiUrl", "https://api.kite.trade", "Address of login and instrument list."),
                text("loginUrl", "https://kite.zerodha.com/connect/login", "Page of the login."),
                text("instruments", "*", "What to follow: EXCHANGE:SYMBOL, * for anything."),
                text("watched", "", "What gets full mode whatever it is."),
                new PluginKey(
                        "mode",
                        new Choice(List.of("ltp", "quote", "full")),
                        "quote",
                        "Mode of all that is neither an option nor watched."),
                new PluginKey("connections", new Whole(1, 3), "3", "Most connections."),
                new PluginKey(
                        "perConnection",
                        new Whole(1, 3_000),
                        "3000",
                        "Most instruments on one connection."),
                new PluginKey("chunk", new Whole(1, 3_000), "500", "Tokens in one message."),
                new PluginKey("connectTimeoutMs", MILLIS, "10000", "For one attempt to connect."),
                new PluginKey(
                        "readTimeoutMs",
                        MILLIS,
                        "10000",
                        "Nothing at all, not even a heartbeat: the connection is dead."),
                new PluginKey(
                        "muteAfterMs",
                        MILLIS,
                        "9000",
                        "Heartbeats alone while the market is open: the feed is mute."),
                new PluginKey("backoffMs", MILLIS, "1000", "First pause before connecting again."),
                new PluginKey("backoffMostMs", MILLIS, "30000", "Longest such pause."),
                text("clock", "", "A simulated clock: start, the machine's time then, speed."));
    }

    private static PluginKey text(String name, String absent, String doc) {
        return new PluginKey(name, Text.any(), absent, doc);
    }
}
