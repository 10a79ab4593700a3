package dev.shikra.host.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant by a name that does not exist. */
public final class NearestName {
    private NearestName() {}

    /**
     * {@return {@code ": did you mean 'a'? Known: a, b"}, or without the question if nothing is
     * near}
     */
    public static String hint(String name, Collection<String> known) {
        if (known.isEmpty()) {
            return ": none is known here";
        }
        String list = String.join(", ", known);
        return of(name, known)
                .map(near -> ": did you mean '" + near + "'? Known: " + list)
                .orElse(": known are " + list);
    }

    /** {@return the known name with the fewest edits, if at most a third of it (or 2) differs} */
    public static Optional<String> of(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(k ->
                        edits(wanted, k.toLowerCase(Locale.ROOT))
                                <= Math.max(2, Math.max(name.length(), k.length()) / 3))
                .filter(k -> edits(wanted, k.toLowerCase(Locale.ROOT)) < k.length())
                .min(
                        Comparator.<String>comparingInt(
                                        k -> edits(wanted, k.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * {@return the known name with the fewest edits, the first of several; empty if none is known}
     */
    public static String closest(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(k -> edits(wanted, k.toLowerCase(Locale.ROOT))))
                .orElse("");
    }

    /** Levenshtein distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
