package com.example.strength;

import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.pf4j.Extension;

/** A line for each alert, in {@code alerts.txt} of the plugin's own folder. */
@Extension
public final class AlertsInAFile implements Notifier {
    private final PluginContext context;
    private final Set<String> written = new HashSet<>();

    public AlertsInAFile(PluginContext context) {
        this.context = context;
    }

    @Override
    public String id() {
        return "file";
    }

    /** An IOException tells the host to try again later. */
    @Override
    public void deliver(Alert alert) throws IOException {
        if (written.contains(alert.id())) {
            return; // after a crash an alert may come again
        }
        Path file = context.dataDirectory().resolve("alerts.txt");
        String line =
                alert.time()
                        + " "
                        + alert.instrument().id()
                        + " "
                        + alert.ruleName().replaceAll("\\p{Cntrl}", " ")
                        + " "
                        + alert.id()
                        + "\n";
        Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        written.add(alert.id());
    }
}
