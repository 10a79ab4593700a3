package dev.shikra.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** Where figures go: JSON lines on one stream, a table for people on another. One thread. */
public final class Results {
    private final Optional<PrintStream> json;
    private final PrintStream people;
    private int count;

    /**
     * @param json takes a line of JSON for each figure, if given
     * @param people takes a row of the table for each figure, and notes
     */
    public Results(Optional<PrintStream> json, PrintStream people) {
        this.json = json;
        this.people = people;
    }

    /** Takes a figure that stands alone. */
    public void add(String bench, String subject, double value, String unit) {
        add(new Result(bench, subject, value, unit, Optional.empty()));
    }

    /** Takes a figure beside a peer's. */
    public void add(
            String bench,
            String subject,
            double value,
            String unit,
            String peer,
            double peerValue) {
        add(new Result(bench, subject, value, unit, Optional.of(new Result.Peer(peer, peerValue))));
    }

    /** Takes a figure. */
    public void add(Result result) {
        count++;
        json.ifPresent(out -> {
            out.println(result.toJson());
            out.flush();
        });
        var row =
                new StringBuilder(
                        String.format(
                                Locale.ROOT,
                                "%-10s %-44s %s %s",
                                result.bench(),
                                result.subject(),
                                text(result.value()),
                                result.unit()));
        result.peer()
                .ifPresent(peer ->
                        row.append(
                                String.format(
                                        Locale.ROOT,
                                        "   %s: %s, x%.1f",
                                        peer.name(),
                                        text(peer.value()).strip(),
                                        result.ratio().orElse(Double.NaN))));
        people.println(row);
    }

    /** Says something that is no figure. */
    public void note(String text) {
        people.println(text);
    }

    /** {@return figures taken} */
    public int count() {
        return count;
    }

    private static String text(double value) {
        return Math.abs(value) >= 1000
                ? String.format(Locale.ROOT, "%,14.0f", value)
                : String.format(Locale.ROOT, "%14.3f", value);
    }
}
