package dev.shikra.host;

import dev.shikra.api.option.PricingModel;
import dev.shikra.api.pattern.PatternFactory;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.host.pattern.PatternCatalog;
import dev.shikra.host.plugin.LoadedPlugins;
import dev.shikra.host.plugin.PluginInfo;
import dev.shikra.host.study.StudyCatalog;
import java.util.List;

/**
 * What an engine computes with: the studies, detectors and pricing models of the plugins that are
 * loaded at one time.
 *
 * @param hash names it in headers and commands: SHA-256 of {@code manifest}
 * @param manifest the plugins, as {@link LoadedPlugins#manifest} lists them
 * @param zips of the plugins
 */
public record PluginSet(
        String hash,
        String manifest,
        List<PluginInfo> zips,
        StudyCatalog studies,
        PatternCatalog patterns,
        List<PricingModel> models) {
    public PluginSet {
        zips = List.copyOf(zips);
        models = List.copyOf(models);
    }

    /** {@return what these plugins bring} */
    public static PluginSet of(LoadedPlugins plugins) {
        return new PluginSet(
                plugins.hash(),
                plugins.manifest(),
                plugins.computing(),
                new StudyCatalog(
                        plugins.extensions(StudyFactory.class),
                        factory -> plugins.pluginOf(factory).sha256()),
                new PatternCatalog(
                        plugins.extensions(PatternFactory.class),
                        factory -> plugins.pluginOf(factory).sha256()),
                plugins.extensions(PricingModel.class));
    }

    /** {@return the lines of a manifest whose plugins bring pricing models} */
    static List<String> models(String manifest) {
        return manifest.lines().filter(line -> line.endsWith(" models")).toList();
    }
}
