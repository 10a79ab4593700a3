package dev.shikra.host.projection;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Evidence;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * An alert as one line of JSON, its fields in a fixed order, the same bytes for the same alert:
 * {@code {"id","time","instrument","rule","version","direction","confidence","price","stop",
 * "target","evidence":[{"clause","values"}]}}.
 *
 * <p>Numbers are the shortest decimals that read back as the same double, always with a fraction or
 * an exponent ({@code 571.0}); what is not finite is {@code null}. Text is written as it is except
 * for what RFC 8259, section 7, demands, and for U+2028 and U+2029, which some readers take for
 * line ends.
 */
public final class AlertJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private AlertJson() {}

    /** {@return the line, without a line end} */
    public static String line(Alert alert) {
        var out = new StringBuilder(512);
        out.append("{\"id\":");
        text(out, alert.id());
        out.append(",\"time\":");
        text(out, TIME.format(alert.time()));
        out.append(",\"instrument\":");
        text(out, alert.instrument().id());
        out.append(",\"rule\":");
        text(out, alert.rule());
        out.append(",\"version\":");
        text(out, alert.version());
        out.append(",\"direction\":");
        text(out, alert.direction().text());
        out.append(",\"confidence\":");
        number(out, alert.confidence());
        out.append(",\"price\":");
        number(out, alert.price());
        out.append(",\"stop\":");
        number(out, alert.stop());
        out.append(",\"target\":");
        number(out, alert.target());
        out.append(",\"evidence\":[");
        String separator = "";
        for (Evidence evidence : alert.evidence()) {
            out.append(separator);
            evidence(out, evidence);
            separator = ",";
        }
        out.append(']');
        if (!alert.note().isEmpty()) {
            out.append(",\"note\":");
            text(out, alert.note());
        }
        return out.append('}').toString();
    }

    private static void evidence(StringBuilder out, Evidence evidence) {
        out.append("{\"clause\":");
        text(out, evidence.clause());
        out.append(",\"values\":{");
        String separator = "";
        for (Map.Entry<String, Double> value : evidence.values().entrySet()) {
            out.append(separator);
            text(out, value.getKey());
            out.append(':');
            number(out, value.getValue());
            separator = ",";
        }
        out.append("}}");
    }

    private static void number(StringBuilder out, double value) {
        if (Double.isFinite(value)) {
            // Since JDK 19 Double.toString gives the shortest decimal. Both zeros are one price.
            out.append(value == 0 ? 0.0 : value);
        } else {
            out.append("null");
        }
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean lone = Character.isSurrogate(c) && !paired(text, i);
                    if (c < 0x20 || c == 0x2028 || c == 0x2029 || lone) {
                        escape(out, c);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    private static void escape(StringBuilder out, char c) {
        out.append("\\u")
                .append(HEX[c >>> 12])
                .append(HEX[(c >>> 8) & 15])
                .append(HEX[(c >>> 4) & 15])
                .append(HEX[c & 15]);
    }
}
