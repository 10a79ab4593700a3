package dev.shikra.host.cli;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notifier;
import dev.shikra.host.ScannerListener;
import dev.shikra.host.projection.AlertJson;
import java.io.IOException;
import java.util.List;

/**
 * Says on the terminal what happens in a scanner: notices on standard error, alerts on standard
 * output if they are asked for as JSON.
 *
 * @param json whether alerts go to standard output as JSON lines
 * @param tell notifiers to show alerts to where there is no delivery: a journal that is read again
 */
record ConsoleListener(boolean json, List<Notifier> tell) implements ScannerListener {
    @Override
    public void alert(Alert alert) {
        if (json) {
            System.out.println(AlertJson.line(alert));
            return;
        }
        for (Notifier notifier : tell) {
            try {
                notifier.deliver(alert);
            } catch (IOException e) {
                notice(
                        notifier.id()
                                + " could not show alert "
                                + alert.id()
                                + ": "
                                + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void notice(String message) {
        System.err.println(message);
    }
}
