package dev.shikra.plugins.console;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Direction;
import dev.shikra.api.signal.Evidence;
import dev.shikra.api.signal.Notice;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * An alert as two or three lines: what happened with its id, what it means in prices, and the
 * clauses with the values they compared.
 *
 * <pre>
 * 2026-01-05 09:31:00 ▲ NSE:RELIANCE  Opening range breakout  00112233445566778899aabbccddeeff
 *          price 571.00  stop 566.10  target 580.80  confidence 65 %
 *          closes above the opening range: x.close 571, x.high15 570.85
 * </pre>
 */
final class AlertText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final String INDENT = " ".repeat(9);
    private static final String RESET = "\033[0m";
    private static final String BOLD = "\033[1m";
    private static final String DIM = "\033[2m";

    private final Colours colours;

    /** Whether the console understands colours. */
    enum Colours {
        ON,
        OFF
    }

    AlertText(Colours colours) {
        this.colours = colours;
    }

    /** {@return the lines, each with its end} */
    String of(Alert alert) {
        var out = new StringBuilder(320);
        out.append(TIME.format(alert.time()))
                .append(' ')
                .append(inColour(colour(alert.direction()), arrow(alert.direction())))
                .append(' ')
                .append(inColour(BOLD, plain(alert.instrument().id())))
                .append("  ")
                .append(plain(alert.ruleName()))
                .append("  ")
                .append(inColour(DIM, plain(alert.id())))
                .append('\n');
        out.append(INDENT).append("price ").append(price(alert.price()));
        if (Double.isFinite(alert.stop())) {
            out.append("  stop ").append(price(alert.stop()));
        }
        if (Double.isFinite(alert.target())) {
            out.append("  target ").append(price(alert.target()));
        }
        out.append("  confidence ").append(Math.round(alert.confidence() * 100)).append(" %\n");
        if (!alert.evidence().isEmpty()) {
            var clauses = new StringJoiner("; ", INDENT, "\n");
            alert.evidence().forEach(evidence -> clauses.add(clause(evidence)));
            out.append(clauses);
        }
        return out.toString();
    }

    /** {@return two lines: when and what, by the machine's time zone; then the text} */
    String of(Notice notice) {
        String mark =
                switch (notice.severity()) {
                    case INFO -> inColour("\033[32m", "\u2713");
                    case WARNING -> inColour("\033[33m", "!");
                    case ACTION -> inColour("\033[31m", "\u2757");
                };
        return TIME.format(notice.time().atZone(ZoneId.systemDefault()))
                + " "
                + mark
                + " "
                + inColour(BOLD, plain(notice.title()))
                + "\n"
                + INDENT
                + plain(notice.text())
                + "\n";
    }

    private static String clause(Evidence evidence) {
        var values = new StringJoiner(", ");
        for (Map.Entry<String, Double> value : evidence.values().entrySet()) {
            values.add(plain(value.getKey()) + " " + number(value.getValue()));
        }
        String name = plain(evidence.clause());
        return evidence.values().isEmpty() ? name : name + ": " + values;
    }

    private static String arrow(Direction direction) {
        return switch (direction) {
            case LONG -> "\u25B2";
            case SHORT -> "\u25BC";
            case NEUTRAL -> "\u25C6";
        };
    }

    private static String colour(Direction direction) {
        return switch (direction) {
            case LONG -> "\033[32m";
            case SHORT -> "\033[31m";
            case NEUTRAL -> "\033[33m";
        };
    }

    private String inColour(String colour, String text) {
        return colours == Colours.ON ? colour + text + RESET : text;
    }

    /** Two decimals as people quote prices; more below 1, where two would hide the move. */
    private static String price(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        return String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.6f" : "%.2f", value);
    }

    /** Up to four decimals, no trailing zeros. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "warming up";
        }
        if (!Double.isFinite(value) || Math.abs(value) >= 1e15) {
            return Double.toString(value);
        }
        if (value != 0 && Math.abs(value) < 0.001) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        String text = String.format(Locale.ROOT, "%.4f", value + 0.0);
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /** A rule's author writes names freely; none may steer the terminal or fake a line. */
    private static String plain(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c ->
                        out.appendCodePoint(
                                switch (Character.getType(c)) {
                                    case Character.CONTROL,
                                            Character.FORMAT,
                                            Character.LINE_SEPARATOR,
                                            Character.PARAGRAPH_SEPARATOR,
                                            Character.SURROGATE ->
                                            '?';
                                    default -> c;
                                }));
        return out.toString();
    }
}
