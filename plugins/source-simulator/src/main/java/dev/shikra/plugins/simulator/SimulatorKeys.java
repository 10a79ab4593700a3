package dev.shikra.plugins.simulator;

import dev.shikra.api.plugin.PluginKey;
import dev.shikra.api.plugin.PluginKey.Decimal;
import dev.shikra.api.plugin.PluginKey.Text;
import dev.shikra.api.plugin.PluginKey.Whole;
import dev.shikra.api.plugin.PluginKeys;
import java.util.List;
import org.pf4j.Extension;

/** What the exchange's section of the configuration may hold. */
@Extension
public final class SimulatorKeys implements PluginKeys {
    @Override
    public List<PluginKey> keys() {
        return List.of(
                new PluginKey("port", new Whole(0, 65_535), "0", "On loopback; 0: any free one."),
                new PluginKey(
                        "seed", new Whole(Long.MIN_VALUE, Long.MAX_VALUE), "1", "Of the market."),
                new PluginKey("speed", new Decimal(0, 100_000), "1", "Simulated seconds a second."),
                new PluginKey(
                        "instruments",
                        new Whole(Universe.LEAST, 100_000),
                        Integer.toString(Universe.LEAST),
                        "How many are listed."),
                new PluginKey(
                        "start",
                        Text.any(),
                        "",
                        "Simulated time at the start, as 2026-01-05T03:45:00Z; else the last opening."),
                new PluginKey(
                        "day",
                        Text.any(),
                        "",
                        "Which day of the minute bars, as 2024-01-02; else their first."),
                new PluginKey(
                        "minutes",
                        Text.any(),
                        "",
                        "Files of minute bars to trade instead of a market, comma-separated."),
                new PluginKey(
                        "capture",
                        Text.any(),
                        "",
                        "A file of frames to send instead of a market."));
    }
}
