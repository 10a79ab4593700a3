package dev.shikra.plugins.replay;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.Capture;
import dev.shikra.api.source.FrameSink;
import dev.shikra.api.source.InstrumentList;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Gives what captures hold, file by file, as it was recorded. */
final class CaptureSession implements SourceSession {
    private final List<Path> files;
    private final List<Instrument> instruments;
    private final long skipFrames;
    private final Pace pace;

    /**
     * @throws IOException if a file is missing, or no list of instruments lies beside the first, or
     *     captures differ in theirs
     */
    CaptureSession(SourceRequest request, Pace pace) throws IOException {
        files = request.files();
        skipFrames = request.skipFrames();
        this.pace = pace;
        List<Instrument> first = List.of();
        for (int i = 0; i < files.size(); i++) {
            Path list = InstrumentList.beside(files.get(i));
            if (!Files.isReadable(files.get(i))) {
                throw new IOException(files.get(i) + ": no such file: check the path");
            }
            if (!Files.exists(list)) {
                throw new IOException(
                        files.get(i)
                                + ": its instruments are listed in "
                                + list
                                + ", which is missing: copy it from where the capture was made");
            }
            List<Instrument> own = InstrumentList.read(list);
            if (i == 0) {
                first = own;
            } else if (!own.equals(first)) {
                throw new IOException(
                        list
                                + ": differs from that of "
                                + files.getFirst()
                                + ": replay them one by one");
            }
        }
        instruments = first;
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public void run(FrameSink sink) throws IOException, InterruptedException {
        long number = 0;
        for (Path file : files) {
            try (InputStream in = Inputs.open(file);
                    var reader = new Capture.Reader(in)) {
                Capture.Found found = reader.next();
                if (found == Capture.Found.END) {
                    sink.skipped(file.toString(), "the file is empty");
                }
                for (;
                        found == Capture.Found.FRAME || found == Capture.Found.PAST;
                        found = reader.next()) {
                    if (found == Capture.Found.PAST) {
                        // Of what stands before a frame that is skipped, the journal knows.
                        if (reader.length() == 0 || number >= skipFrames) {
                            sink.past(reader.receiptMs(), reader.bytes(), 0, reader.length());
                        }
                        continue;
                    }
                    if (reader.length() == 0) {
                        if (!pace.await(reader.receiptMs())) {
                            return;
                        }
                        sink.time(reader.receiptMs());
                        continue;
                    }
                    if (number++ < skipFrames) {
                        continue;
                    }
                    if (!pace.await(reader.receiptMs())) {
                        return;
                    }
                    sink.frame(reader.receiptMs(), reader.bytes(), 0, reader.length());
                }
                if (found == Capture.Found.TORN) {
                    sink.skipped(
                            file + " at byte " + reader.at(),
                            "the last frame is cut short by the file's end; the frames before it"
                                    + " were read");
                } else if (found == Capture.Found.CORRUPT) {
                    sink.skipped(
                            file + " at byte " + reader.at(),
                            "no frame begins here: its time or length can't be; what follows is left"
                                    + " out");
                }
            }
        }
    }

    @Override
    public void close() {
        pace.close();
    }
}
