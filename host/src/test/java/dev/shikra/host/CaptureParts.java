package dev.shikra.host;

import dev.shikra.api.source.Capture;
import dev.shikra.api.source.InstrumentList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A capture taken apart, to be put together otherwise. */
final class CaptureParts {
    private CaptureParts() {}

    /** What a capture holds between two others: a frame, the time, or what was learned. */
    record Part(boolean past, long receiptMs, byte[] bytes) {
        boolean isFrame() {
            return !past && bytes.length > 0;
        }

        boolean isRecordOfThePast() {
            return past && bytes.length > 0;
        }
    }

    static List<Part> of(Path capture) throws IOException {
        var parts = new ArrayList<Part>();
        try (var reader = new Capture.Reader(Files.newInputStream(capture))) {
            for (Capture.Found found = reader.next();
                    found == Capture.Found.FRAME || found == Capture.Found.PAST;
                    found = reader.next()) {
                parts.add(
                        new Part(
                                found == Capture.Found.PAST,
                                reader.receiptMs(),
                                Arrays.copyOf(reader.bytes(), reader.length())));
            }
        }
        return parts;
    }

    /** Writes a capture of {@code parts}, of the same instruments as {@code like}. */
    static void write(Path to, List<Part> parts, Path like) throws IOException {
        try (var out = new Capture.Writer(Files.newOutputStream(to))) {
            for (Part part : parts) {
                if (part.past()) {
                    out.past(part.receiptMs(), part.bytes(), 0, part.bytes().length);
                } else {
                    out.frame(part.receiptMs(), part.bytes(), 0, part.bytes().length);
                }
            }
        }
        Files.copy(
                InstrumentList.beside(like),
                InstrumentList.beside(to),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
