package dev.shikra.api.source;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Extension point: shows a person or a script what stands in a venue's bytes, instrument list or
 * not. Any thread; never throws, whatever the bytes.
 */
public interface FrameInspector extends ExtensionPoint {
    /** {@return name of the format, that of its {@link DataSource}; for example {@code kite}} */
    String id();

    /** Reads {@code bytes} as one frame. */
    Inspection inspectFrame(byte[] bytes);

    /** Reads {@code bytes} as what a frame carries, without the frame around it. */
    Inspection inspectPackets(byte[] bytes);

    /**
     * What was found.
     *
     * @param lines one JSON object for each good packet, in the bytes' order, without line ends
     * @param findings what could not be read, in the bytes' order
     */
    record Inspection(List<String> lines, List<Finding> findings) {
        public Inspection {
            lines = List.copyOf(lines);
            findings = List.copyOf(findings);
        }
    }

    /**
     * Something that could not be read.
     *
     * @param fault its kind
     * @param at byte offset from the first of the bytes given
     * @param reason what stands there and what would be right, for people
     */
    record Finding(TickSink.Fault fault, int at, String reason) {}
}
