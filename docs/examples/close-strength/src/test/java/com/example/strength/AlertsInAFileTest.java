package com.example.strength;

import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.signal.NotifierContract;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class AlertsInAFileTest extends NotifierContract {
    @TempDir Path folder;

    @Override
    protected Told told() {
        var notifier = new AlertsInAFile(new Context(folder));
        return new Told() {
            @Override
            public Notifier notifier() {
                return notifier;
            }

            @Override
            public int messages() {
                return (int) text().lines().count();
            }

            @Override
            public String text() {
                try {
                    return Files.readString(folder.resolve("alerts.txt"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private record Context(Path dataDirectory) implements PluginContext {
        @Override
        public String pluginId() {
            return "close-strength";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public PrintStream console() {
            return System.out;
        }
    }
}
