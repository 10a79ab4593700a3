package dev.shikra.host.cli;

import dev.shikra.api.signal.Alert;
import dev.shikra.host.ScannerListener;
import dev.shikra.host.projection.AlertJson;

/**
 * Says on the terminal what happens in a scanner: notices on standard error, alerts on standard output if they are asked for as JSON (for
 * people the console notifier prints them).
 *
 * @param json whether alerts go to standard output as JSON lines
 */
record ConsoleListener(boolean json) implements ScannerListener {
    @Override
    public void alert(Alert alert) {
        if (json) {
            System.out.println(AlertJson.line(alert));
        }
    }

    @Override
    public void notice(String message) {
        System.err.println(message);
    }
}
