package dev.shikra.plugins.console;

import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notice;
import dev.shikra.api.signal.Notifier;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.pf4j.Extension;

/**
 * Prints alerts and notices. Setting {@code colours}: {@code on} or {@code off} (default): the host knows
 * whether a terminal listens. An id that was printed before is not printed again, as far back as
 * {@value #REMEMBERED} alerts.
 */
@Extension
public final class ConsoleNotifier implements Notifier {
    static final int REMEMBERED = 10_000;

    private final PrintStream console;
    private final AlertText text;
    private final Set<String> printed = new LinkedHashSet<>();

    /**
     * @throws IllegalArgumentException if the setting {@code colours} is neither on nor off
     */
    public ConsoleNotifier(PluginContext context) {
        this.console = context.console();
        this.text = new AlertText(colours(context.settings().getOrDefault("colours", "off")));
    }

    private static AlertText.Colours colours(String setting) {
        return switch (setting) {
            case "on" -> AlertText.Colours.ON;
            case "off" -> AlertText.Colours.OFF;
            default ->
                    throw new IllegalArgumentException(
                            "notifier-console: colours is '" + setting + "'; it is on or off");
        };
    }

    @Override
    public String id() {
        return "console";
    }

    @Override
    public synchronized void deliver(Alert alert) {
        if (printed.contains(alert.id())) {
            return;
        }
        // One call: lines of others do not come between.
        console.print(text.of(alert));
        console.flush();
        if (console.checkError()) {
            throw new IllegalStateException(
                    "the console is closed: alert " + alert.id() + " could not be printed");
        }
        printed.add(alert.id());
        if (printed.size() > REMEMBERED) {
            Iterator<String> oldest = printed.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public synchronized void notice(Notice notice) {
        console.print(text.of(notice));
        console.flush();
        if (console.checkError()) {
            throw new IllegalStateException(
                    "the console is closed: '" + notice.title() + "' could not be printed");
        }
    }
}
