package dev.shikra.bench;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One figure.
 *
 * @param bench the benchmark's name
 * @param subject what was measured; {@code case} in JSON
 * @param value in {@code unit}
 * @param unit for example {@code ticks/s}
 * @param peer who did the same work in the same run, and how fast; empty where there is none
 */
public record Result(String bench, String subject, double value, String unit, Optional<Peer> peer) {
    /**
     * Somebody else's figure for the same work.
     *
     * @param name library and version
     * @param value in the result's unit
     */
    public record Peer(String name, double value) {}

    /** {@return the figure that {@link #toJson} wrote; NaN where it wrote null} */
    static Result parse(String json) {
        Matcher m = LINE.matcher(json);
        if (!m.matches()) {
            throw new IllegalArgumentException("no figure: " + json);
        }
        return new Result(
                m.group(1),
                m.group(2),
                value(m.group(3)),
                m.group(4),
                m.group(5).equals("null")
                        ? Optional.empty()
                        : Optional.of(
                                new Peer(
                                        m.group(5).substring(1, m.group(5).length() - 1),
                                        value(m.group(6)))));
    }

    private static final Pattern LINE =
            Pattern.compile(
                    "\\{\"bench\":\"(.*)\",\"case\":\"(.*)\",\"value\":(.*),\"unit\":\"(.*)\","
                            + "\"peer\":(null|\".*\"),\"peerValue\":(.*),\"ratio\":.*}");

    private static double value(String text) {
        return text.equals("null") ? Double.NaN : Double.parseDouble(text);
    }

    /**
     * {@return how many times better than the peer ours is: of rates ours over the peer's, of times
     * and bytes the peer's over ours}
     */
    public Optional<Double> ratio() {
        return peer.map(p -> unit.endsWith("/s") ? value / p.value() : p.value() / value);
    }

    /**
     * {@return one line of JSON; all keys are always there, those of the peer are {@code null}
     * where there is none}
     */
    public String toJson() {
        return "{\"bench\":"
                + quoted(bench)
                + ",\"case\":"
                + quoted(subject)
                + ",\"value\":"
                + number(value)
                + ",\"unit\":"
                + quoted(unit)
                + ",\"peer\":"
                + peer.map(p -> quoted(p.name())).orElse("null")
                + ",\"peerValue\":"
                + peer.map(p -> number(p.value())).orElse("null")
                + ",\"ratio\":"
                + ratio().map(Result::number).orElse("null")
                + "}";
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "null"; // JSON has no other word for it
        }
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
