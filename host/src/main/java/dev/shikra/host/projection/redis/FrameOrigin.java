package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.source.FrameDecoder;
import dev.shikra.api.source.InstrumentList;
import dev.shikra.host.journal.ContentStore;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a journal's frames come from.
 *
 * @param source id of the source whose decoder reads them
 * @param instruments of the session
 * @param decoder of the projection's own: it is called on another thread than the engine's
 * @param listText the instruments as a text file
 * @param listName names that text: the beginning of its SHA-256
 */
public record FrameOrigin(
        String source,
        List<Instrument> instruments,
        FrameDecoder decoder,
        String listText,
        String listName) {
    private static final int NAME_LENGTH = 12;

    /** {@return an origin whose list is named} */
    public static FrameOrigin of(
            String source, List<Instrument> instruments, FrameDecoder decoder) {
        String text = InstrumentList.text(source, instruments);
        String sha256 = ContentStore.sha256(text.getBytes(StandardCharsets.UTF_8));
        return new FrameOrigin(
                source, List.copyOf(instruments), decoder, text, sha256.substring(0, NAME_LENGTH));
    }
}
