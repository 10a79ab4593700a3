package dev.shikra.host.cli;

import dev.shikra.host.ScannerListener;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The person's browser. */
final class Browser {
    private Browser() {}

    /** Opens a page; where that can't be done it is said, and the page is there all the same. */
    static void open(URI page, ScannerListener console) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command =
                system.contains("mac")
                        ? List.of("open", page.toString())
                        : system.contains("win")
                                ? List.of("explorer", page.toString())
                                : List.of("xdg-open", page.toString());
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            console.notice("no browser can be opened from here: open " + page + " yourself");
        }
    }
}
