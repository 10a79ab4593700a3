package dev.shikra.host.cli;

import dev.shikra.host.plugin.ApiVersion;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Shikra " + ApiVersion.full(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
