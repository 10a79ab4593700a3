package dev.shikra.host.abuse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One attempt on the host, as a file of {@code abuse/}. Its first line says what must be said of
 * it, {@code // expect: file:line:column: words}. The text stands in {@code patterns/} under the
 * case's own name, or under the path of an {@code //// at path} line. What a text file can't hold
 * is written for it: {@code @@repeat("x", 9)@@}, {@code @@char(0)@@}, and, after the text, other
 * files ({@code //// lib/x.js}), {@code //// link path target}, {@code //// pipe path}, {@code ////
 * folder path}, {@code //// size path bytes}, {@code //// bytes path hex...} and {@code //// chain
 * lib/x-%d.js count}, libraries that each import the next.
 *
 * @param name of the file, without {@code .js}
 * @param expected what the host must say
 * @param text of all, placeholders not yet filled
 */
record AbuseCase(String name, String expected, String text) {
    private static final String EXPECT = "// expect: ";
    private static final Pattern REPEAT = Pattern.compile("@@repeat\\(\"(.*?)\", (\\d+)\\)@@");
    private static final Pattern CHARACTER = Pattern.compile("@@char\\((\\d+)\\)@@");

    /** {@return all cases of a folder, by name} */
    static List<AbuseCase> in(Path folder) throws IOException {
        var cases = new ArrayList<AbuseCase>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".js")).sorted().toList()) {
                String text = Files.readString(file);
                String first = text.lines().findFirst().orElse("");
                if (!first.startsWith(EXPECT)) {
                    throw new IllegalStateException(file + ": the first line is no " + EXPECT);
                }
                String name = file.getFileName().toString().replaceFirst("\\.js$", "");
                cases.add(new AbuseCase(name, first.substring(EXPECT.length()), text));
            }
        }
        return cases;
    }

    /** Puts the attempt into a rules folder. */
    void putInto(Path rules) throws IOException, InterruptedException {
        String path = "patterns/" + name + ".js";
        var lines = new StringBuilder();
        boolean wordless = true;
        for (String line : text.lines().toList()) {
            if (!line.startsWith("//// ")) {
                lines.append(line).append('\n');
                wordless &= line.isBlank() || line.startsWith(EXPECT);
                continue;
            }
            String[] words = line.substring(5).split(" ", 3);
            Path at = rules.resolve(words.length > 1 ? words[1] : words[0]);
            Files.createDirectories(at.getParent());
            switch (words[0]) {
                case "at" -> path = words[1];
                case "link" -> Files.createSymbolicLink(at, Path.of(words[2]));
                case "folder" -> Files.createDirectory(at);
                case "pipe" -> new ProcessBuilder("mkfifo", at.toString()).start().waitFor();
                case "size" -> {
                    try (var file = new RandomAccessFile(at.toFile(), "rw")) {
                        file.setLength(Long.parseLong(words[2]));
                    }
                }
                case "bytes" ->
                        Files.write(
                                at,
                                HexFormat.of()
                                        .parseHex(
                                                words.length > 2 ? words[2].replace(" ", "") : ""));
                case "chain" -> chain(rules, words[1], Integer.parseInt(words[2]));
                default -> {
                    write(rules.resolve(path), lines, wordless);
                    path = words[0];
                    lines.setLength(0);
                    wordless = true;
                }
            }
        }
        write(rules.resolve(path), lines, wordless);
    }

    private static void chain(Path rules, String names, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String next =
                    "import { f as g } from './%s';\nexport const f = a => g(a);\n"
                            .formatted(names.formatted(i + 1).replaceFirst("^lib/", ""));
            Files.writeString(
                    rules.resolve(names.formatted(i)),
                    i + 1 < count ? next : "export const f = a => a;\n");
        }
    }

    private static void write(Path file, CharSequence text, boolean wordless) throws IOException {
        if (wordless) {
            return; // a directive made the file, or there is none
        }
        String filled = REPEAT.matcher(text).replaceAll(AbuseCase::repeated);
        filled = CHARACTER.matcher(filled).replaceAll(AbuseCase::character);
        Files.createDirectories(file.getParent());
        Files.write(file, filled.getBytes(StandardCharsets.UTF_8));
    }

    private static String repeated(java.util.regex.MatchResult found) {
        return Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2))));
    }

    private static String character(java.util.regex.MatchResult found) {
        return Matcher.quoteReplacement(
                new String(Character.toChars(Integer.parseInt(found.group(1)))));
    }
}
