package dev.shikra.plugins.console;

import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.signal.Notifier;
import dev.shikra.api.signal.NotifierContract;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class ConsoleContractTest extends NotifierContract {
    private static Told on(ByteArrayOutputStream printed, PrintStream console) {
        var notifier =
                new ConsoleNotifier(
                        new PluginContext() {
                            @Override
                            public String pluginId() {
                                return "notifier-console";
                            }

                            @Override
                            public Map<String, String> settings() {
                                return Map.of();
                            }

                            @Override
                            public Path dataDirectory() {
                                throw new UnsupportedOperationException("it keeps nothing");
                            }

                            @Override
                            public PrintStream console() {
                                return console;
                            }
                        });
        return new Told() {
            @Override
            public Notifier notifier() {
                return notifier;
            }

            @Override
            public int messages() {
                return (int) text().lines().filter(line -> line.contains("NSE:RELIANCE")).count();
            }

            @Override
            public String text() {
                return printed.toString(StandardCharsets.UTF_8);
            }
        };
    }

    @Override
    protected Told told() {
        var printed = new ByteArrayOutputStream();
        return on(printed, new PrintStream(printed, false, StandardCharsets.UTF_8));
    }

    @Override
    protected Optional<Told> broken() {
        var closed = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        closed.close();
        return Optional.of(on(new ByteArrayOutputStream(), closed));
    }
}
