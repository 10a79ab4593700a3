package dev.shikra.plugins.ta4j;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.ta4j.core.Indicator;

/** The indicators of ta4j by their simple class names, as its jar lists them. Any thread. */
final class IndicatorNames {
    private static final String FOLDER = "org/ta4j/core/indicators/";
    private static final String SUFFIX = "Indicator.class";
    private static final int SUGGESTIONS = 3;

    private final Map<String, String> classes = new TreeMap<>();

    IndicatorNames() {
        try {
            Path code =
                    Path.of(
                            Indicator.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            if (Files.isDirectory(code)) {
                try (Stream<Path> files = Files.walk(code)) {
                    files.forEach(file -> add(code.relativize(file).toString()));
                }
            } else {
                try (var jar = new JarFile(code.toFile())) {
                    jar.stream().forEach(entry -> add(entry.getName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("ta4j's classes can't be listed: " + e.getMessage(), e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("ta4j lies at no place that is a file", e);
        }
    }

    private void add(String entry) {
        String name = entry.replace('\\', '/');
        if (name.startsWith(FOLDER) && name.endsWith(SUFFIX) && !name.contains("$")) {
            String binary = name.substring(0, name.length() - ".class".length()).replace('/', '.');
            String simple = binary.substring(binary.lastIndexOf('.') + 1);
            if (!simple.startsWith("Abstract")) {
                classes.putIfAbsent(simple, binary);
            }
        }
    }

    /** {@return all names in their order} */
    List<String> all() {
        return List.copyOf(classes.keySet());
    }

    /**
     * {@return the class of an indicator}
     *
     * @throws IllegalArgumentException if there is none of that name; the message has the nearest
     */
    Class<?> find(String name) {
        String binary = classes.get(name);
        if (binary == null) {
            throw new IllegalArgumentException(
                    "ta4j has no indicator '"
                            + name
                            + "': did you mean "
                            + String.join(", ", nearest(name))
                            + "?");
        }
        try {
            return Class.forName(binary, true, Indicator.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(binary + " is listed and not there", e);
        }
    }

    private List<String> nearest(String name) {
        String asked = name.toLowerCase(java.util.Locale.ROOT).replace("indicator", "");
        var names = new ArrayList<>(classes.keySet());
        names.sort(
                Comparator.comparingInt(
                        (String each) ->
                                distance(
                                        asked,
                                        each.toLowerCase(java.util.Locale.ROOT)
                                                .replace("indicator", ""))));
        return names.subList(0, Math.min(SUGGESTIONS, names.size()));
    }

    /** Edits (insert, delete, replace) that make one text the other: Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + same);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
