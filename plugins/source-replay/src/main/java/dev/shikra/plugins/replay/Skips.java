package dev.shikra.plugins.replay;

import dev.shikra.api.source.FrameSink;
import java.util.ArrayList;
import java.util.List;

/** What could not be read, kept until there is a sink to say it to. One thread. */
final class Skips {
    /** Rows of one file that are named; the rest are counted. */
    private static final int NAMED = 100;

    private record Skip(String place, String reason) {}

    private final List<Skip> skips = new ArrayList<>();
    private String file = "";
    private long inFile;
    private long rows;

    /** A row of {@code of} that can't be read. */
    void row(String of, long line, String reason) {
        if (!of.equals(file)) {
            endFile();
            file = of;
        }
        rows++;
        if (inFile++ < NAMED) {
            skips.add(new Skip(of + ":" + line, reason));
        }
    }

    /** Something about a file as a whole. */
    void file(String of, String reason) {
        endFile();
        skips.add(new Skip(of, reason));
    }

    /** Counts what was not named. */
    void endFile() {
        if (inFile > NAMED) {
            skips.add(new Skip(file, (inFile - NAMED) + " more rows can't be read"));
        }
        file = "";
        inFile = 0;
    }

    /** {@return rows that can't be read} */
    long rows() {
        return rows;
    }

    /** {@return the first of what was left out, for an error} */
    String first(int most) {
        var text = new StringBuilder();
        for (Skip each : skips.subList(0, Math.min(most, skips.size()))) {
            text.append("\n  ").append(each.place()).append(": ").append(each.reason());
        }
        return text.toString();
    }

    void tell(FrameSink sink) {
        for (Skip each : skips) {
            sink.skipped(each.place(), each.reason());
        }
    }
}
