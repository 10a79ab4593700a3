package dev.shikra.plugins.kite;

import dev.shikra.api.market.Tick;
import dev.shikra.api.source.FrameInspector;
import dev.shikra.api.source.TickSink.Fault;
import java.util.ArrayList;
import java.util.List;
import org.pf4j.Extension;

/** Shows Kite's packets as JSON. Stateless, any thread. */
@Extension
public final class KiteInspector implements FrameInspector {
    private static final String KNOWN_LENGTHS =
            "known are 8 (last price), 28 and 32 (index), 44 (quote) and 184 (full)";

    @Override
    public String id() {
        return KiteSource.ID;
    }

    @Override
    public Inspection inspectFrame(byte[] bytes) {
        var found = new Found(bytes);
        KiteFrame.walk(bytes, 0, bytes.length, found);
        return new Inspection(found.lines, found.findings);
    }

    /** A bare packet has nothing before it to say where it ends: the bytes are one packet. */
    @Override
    public Inspection inspectPackets(byte[] bytes) {
        var found = new Found(bytes);
        if (KitePacket.isKnown(bytes.length)) {
            found.packet(bytes, 0, bytes.length);
        } else {
            found.findings.add(
                    new Finding(
                            Fault.UNKNOWN_PACKET,
                            0,
                            "a bare packet of " + bytes.length + " bytes: " + KNOWN_LENGTHS));
        }
        return new Inspection(found.lines, found.findings);
    }

    private static final class Found implements KiteFrame.Visitor {
        private final List<String> lines = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();
        private final Tick tick = new Tick();
        private final byte[] frame;

        Found(byte[] frame) {
            this.frame = frame;
        }

        @Override
        public void packet(byte[] bytes, int at, int length) {
            KitePacket.read(bytes, at, length, tick);
            lines.add(KiteJson.line(KitePacket.token(bytes, at), tick));
        }

        @Override
        public void fault(Fault fault, int at) {
            findings.add(new Finding(fault, at, reason(fault, at)));
        }

        private String reason(Fault fault, int at) {
            int left = frame.length - at;
            return switch (fault) {
                case TRUNCATED -> {
                    if (left < 2) {
                        yield left
                                + " bytes left where "
                                + (at == 0 ? "a packet count" : "a packet's length")
                                + " of 2 bytes belongs";
                    }
                    yield "a packet of "
                            + KiteFrame.unsignedShort(frame, at)
                            + " bytes is announced, "
                            + (left - 2)
                            + " are left";
                }
                case TRAILING_BYTES -> left + " bytes after the last packet";
                case UNKNOWN_PACKET ->
                        "a packet of "
                                + KiteFrame.unsignedShort(frame, at)
                                + " bytes is skipped: "
                                + KNOWN_LENGTHS;
                case UNKNOWN_INSTRUMENT -> "an instrument that is not in the list";
                case BAD_VALUE -> "a number that can't be";
            };
        }
    }
}
