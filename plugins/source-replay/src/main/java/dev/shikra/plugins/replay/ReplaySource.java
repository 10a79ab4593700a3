package dev.shikra.plugins.replay;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.DataSource;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.InstrumentList;
import dev.shikra.api.source.SourceRequest;
import dev.shikra.api.source.SourceSession;
import dev.shikra.api.source.TickFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Recorded data: CSV of ticks and minute bars, captures, the built-in sample. Any thread.
 *
 * <p>The request's format is {@code sample} (and no files), {@code capture}, a preset, a
 * description {@code FORMAT.yaml}, or {@code ""}: told by each file's name or first line.
 */
@Extension
public final class ReplaySource implements DataSource {
    /**
     * Setting: real ms that a gap in the data is waited for at most, whatever the speed; nothing:
     * as long as it takes.
     */
    static final String LONGEST_WAIT = "longestWaitMs";

    @Override
    public String id() {
        return "replay";
    }

    @Override
    public SourceSession open(SourceRequest request) throws IOException {
        String format = request.format();
        boolean sample = format.equals("sample") && request.files().isEmpty();
        if (request.files().isEmpty() && !sample) {
            throw new IllegalArgumentException(
                    "nothing to replay: give files, or the format 'sample' for the built-in trades");
        }
        if (format.equals("capture") || format.isEmpty() && allCaptures(request)) {
            return new CaptureSession(request, pace(request));
        }
        if (sample) {
            return new SampleSession(pace(request), request.skipFrames());
        }
        Inputs inputs = new Inputs();
        inputs.read(request.files(), format);
        return new RowSession(inputs, pace(request), request.skipFrames());
    }

    private static Pace pace(SourceRequest request) {
        double longestWaitMs = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, String> each : request.settings().entrySet()) {
            if (!each.getKey().equals(LONGEST_WAIT)) {
                throw new IllegalArgumentException(
                        "setting plugins.source-replay."
                                + each.getKey()
                                + " is not known: did you mean '"
                                + LONGEST_WAIT
                                + "'?");
            }
            try {
                longestWaitMs = Double.parseDouble(each.getValue());
            } catch (NumberFormatException e) {
                longestWaitMs = Double.NaN;
            }
            if (!(longestWaitMs >= 0)) {
                throw new IllegalArgumentException(
                        "setting plugins.source-replay."
                                + LONGEST_WAIT
                                + " '"
                                + each.getValue()
                                + "' must be a number of ms from 0");
            }
        }
        return new Pace(request.speed(), longestWaitMs);
    }

    private static boolean allCaptures(SourceRequest request) {
        return request.files().stream()
                .allMatch(file ->
                        file.toString().endsWith(".capture")
                                || file.toString().endsWith(".capture.gz")
                                || Files.exists(InstrumentList.beside(file)));
    }

    @Override
    public FrameDecoder decoder(List<Instrument> instruments) {
        return new TickFrame.Decoder(instruments.size());
    }
}
