package dev.shikra.host.rule.syntax;

import dev.shikra.host.rule.script.RuleRuntime;
import dev.shikra.host.rule.script.ScriptFunction;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Source text to syntax tree (ESTree). Three ways lead there, each to the same tree: the trees of
 * the last few texts are in memory, because a load asks for one several times; a parser of its own
 * ({@link RuleParser}) reads what most rules consist of; all else, and every error, is for acorn in
 * a JavaScript context of its own. Acorn's trees are kept in a directory under the hash of its
 * version and the text, so a text seen before needs no acorn; those of the other parser are made
 * again sooner than read. The context is made at the first text that needs it: where all rules are
 * common, never. Nobody changes a tree. One thread at a time.
 */
public final class SyntaxTrees implements AutoCloseable {
    /** Longest text of a rule or library file, in characters. */
    public static final int LONGEST_SOURCE = 65_536;

    /** Reading the longest text takes some seconds where JavaScript is interpreted. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(30);

    /** Characters of the texts whose trees are in memory; a tree takes some hundred bytes each. */
    private static final int REMEMBERED = LONGEST_SOURCE;

    private static final int REMEMBERED_TREES = 32;

    private static final String ACORN = "acorn-8.19.0.js";

    /** A syntax error comes back as {@code {error, line, column}}. */
    private static final String SCRIPT =
            """
            (text => {
              try {
                const tree = acorn.parse(text, { ecmaVersion: 2025, sourceType: 'module', locations: true });
                return JSON.stringify(tree, (key, value) =>
                  key === 'end' && typeof value === 'object' ? undefined
                    : typeof value === 'bigint' || value instanceof RegExp ? null : value);
              } catch (e) {
                if (!e.loc || e.message.startsWith('Not enough stack')) return JSON.stringify({ error: 'it is nested too deeply to be read', line: 1, column: 0 });
                return JSON.stringify({ error: e.message.replace(/ \\(\\d+:\\d+\\)$/, ''),
                  line: e.loc.line, column: e.loc.column });
              }
            })
            """;

    private final RuleRuntime runtime;
    private final Path directory;
    private final JsonMapper json = JsonMapper.builder().build();

    /** Trees by text, those asked for last at the end. */
    private final SequencedMap<String, JsonNode> recent = new LinkedHashMap<>();

    private int recentLength;
    private @Nullable ScriptFunction acorn;

    /**
     * @param directory where trees are kept; made when first needed
     */
    public SyntaxTrees(RuleRuntime runtime, Path directory) {
        this.runtime = runtime;
        this.directory = directory;
    }

    /**
     * {@return the {@code Program} node of {@code text}}
     *
     * @throws RuleFault if it is not JavaScript or too long
     */
    public Node parse(String file, String text) {
        if (text.length() > LONGEST_SOURCE) {
            throw new RuleFault(
                    Place.startOf(file),
                    "the file has "
                            + text.length()
                            + " characters; a rule or library has at most "
                            + LONGEST_SOURCE
                            + ": split it");
        }
        JsonNode tree = recent.get(text);
        if (tree == null) {
            Optional<ObjectNode> common = RuleParser.parse(text);
            tree = common.isPresent() ? common.get() : byAcorn(file, text);
        }
        remember(text, tree);
        return new Node(tree, file);
    }

    private void remember(String text, JsonNode tree) {
        if (recent.putLast(text, tree) == null) {
            recentLength += text.length();
        }
        while (recentLength > REMEMBERED || recent.size() > REMEMBERED_TREES) {
            recentLength -= recent.pollFirstEntry().getKey().length();
        }
    }

    /**
     * {@return acorn's tree, from the directory or made now}
     *
     * @throws RuleFault if it is not JavaScript
     */
    JsonNode byAcorn(String file, String text) {
        Path kept = directory.resolve(sha256(ACORN + "\n" + text) + ".json");
        Optional<JsonNode> seen = read(kept);
        if (seen.isPresent()) {
            return seen.get();
        }
        String answer;
        try {
            answer = acorn().apply(text);
        } catch (IllegalStateException e) {
            throw new RuleFault(
                    Place.startOf(file), "it can't be read, " + e.getMessage() + ": write less");
        }
        JsonNode tree;
        try {
            tree = json.readTree(answer);
        } catch (JacksonException e) {
            throw new RuleFault(
                    Place.startOf(file), "it is nested too deeply to be read: use constants");
        }
        if (tree.has("error")) {
            throw new RuleFault(
                    new Place(
                            file,
                            tree.path("line").asInt(1),
                            tree.path("column").asInt(0) + 1,
                            0,
                            0),
                    "syntax error: " + tree.path("error").asString(""));
        }
        keep(kept, answer);
        return tree;
    }

    private ScriptFunction acorn() {
        ScriptFunction made = acorn;
        if (made == null) {
            try (InputStream in =
                    SyntaxTrees.class.getResourceAsStream("/dev/shikra/host/rule/" + ACORN)) {
                if (in == null) {
                    throw new IllegalStateException(
                            ACORN + " is missing from the host's jar: build it again");
                }
                String library = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                made = runtime.function(library, ACORN, SCRIPT, LONGEST_READING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            acorn = made;
        }
        return made;
    }

    /** What can't be read is as if it were not there. */
    private Optional<JsonNode> read(Path kept) {
        try {
            JsonNode tree = json.readTree(Files.readAllBytes(kept));
            return tree.path("type").asString("").equals("Program")
                    ? Optional.of(tree)
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Not being able to keep a tree costs the next start some time and nothing else. */
    private void keep(Path kept, String tree) {
        try {
            Files.createDirectories(directory);
            Path part = Files.createTempFile(directory, "tree", ".part");
            Files.writeString(part, tree);
            Files.move(
                    part,
                    kept,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            return;
        }
    }

    /** {@return 64 hexadecimal digits} */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return 64 hexadecimal digits} */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        if (acorn != null) {
            acorn.close();
        }
    }
}
