package dev.shikra.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents tell people to type must exist. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");

    /** The launcher's own; {@code bench} lives in another module. */
    private static final List<String> LAUNCHERS = List.of("test", "bench");

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Test
    void everyCommandInTheDocumentsIsUnderstood() throws IOException {
        int found = 0;
        for (Path document : documents()) {
            boolean code = false;
            int number = 0;
            for (String line : Files.readAllLines(document)) {
                number++;
                if (line.startsWith("```")) {
                    code = !code;
                    continue;
                }
                int at = line.indexOf("./shikra ");
                if (!code || at < 0) {
                    continue;
                }
                List<String> words = words(line.substring(at + "./shikra ".length()));
                if (words.isEmpty() || LAUNCHERS.contains(words.getFirst())) {
                    continue;
                }
                found++;
                assertThatCode(() -> Shikra.commandLine().parseArgs(words.toArray(new String[0])))
                        .as("%s:%d: %s", document, number, line)
                        .doesNotThrowAnyException();
            }
        }
        assertThat(found).isGreaterThan(8);
    }

    private static List<Path> documents() throws IOException {
        var documents =
                new ArrayList<>(
                        List.of(ROOT.resolve("README.md"), ROOT.resolve("rules/README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
        }
        return documents;
    }

    /** Up to a comment or a pipe. */
    private static List<String> words(String command) {
        var words = new ArrayList<String>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            String each = word.group(1) != null ? word.group(1) : word.group(2);
            if (each.startsWith("#") || each.equals("|")) {
                break;
            }
            words.add(each);
        }
        return words;
    }
}
