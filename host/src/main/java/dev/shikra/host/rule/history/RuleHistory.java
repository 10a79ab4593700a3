package dev.shikra.host.rule.history;

import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps each version of each rule file: the text in {@code contents/} under its SHA-256, and a line
 * of JSON in {@code log.jsonl}. A line that is damaged is left out, the others count. Any thread,
 * and several processes at a time.
 */
public final class RuleHistory {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path directory;
    private final InstantSource clock;

    /**
     * @param directory made when first needed
     * @param clock says when a version came
     */
    public RuleHistory(Path directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * Keeps a version, unless the file's last version has this very text.
     *
     * @param file within the rules folder
     * @param who {@link RuleVersion#EDITOR} if nobody said
     * @return the version that has the text
     * @throws IOException if it can't be written; the log is then as before
     */
    public RuleVersion keep(String file, String text, String who, String why) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String content = SyntaxTrees.sha256(bytes);
        putContent(content, bytes);
        return add(file, content, who, why);
    }

    /** Notes that a file is gone, unless it is noted already. */
    public RuleVersion remove(String file, String who, String why) throws IOException {
        return add(file, "", who, why);
    }

    private synchronized RuleVersion add(String file, String content, String who, String why)
            throws IOException {
        Files.createDirectories(directory);
        try (FileChannel log =
                        FileChannel.open(
                                log(),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                FileLock lock = log.lock()) {
            List<RuleVersion> before = versions(file);
            if (!before.isEmpty() && before.getLast().content().equals(content)) {
                return before.getLast();
            }
            var version =
                    new RuleVersion(file, before.size() + 1, clock.instant(), who, why, content);
            long end = log.size();
            String line = (end > 0 && !endsWithLine(log, end) ? "\n" : "") + written(version);
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            long at = end;
            while (bytes.hasRemaining()) {
                at += log.write(bytes, at);
            }
            log.force(true);
            return version;
        }
    }

    /** A write that was cut short must not spoil the next line. */
    private static boolean endsWithLine(FileChannel log, long end) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return log.read(last, end - 1) == 1 && last.get(0) == '\n';
    }

    private void putContent(String content, byte[] bytes) throws IOException {
        Path at = contents().resolve(content);
        if (Files.exists(at) && Files.size(at) == bytes.length) {
            return;
        }
        Files.createDirectories(contents());
        Path part = Files.createTempFile(contents(), "version", ".part");
        Files.write(part, bytes);
        Files.move(part, at, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** {@return the versions of a file, oldest first; none if it is not known} */
    public List<RuleVersion> versions(String file) throws IOException {
        return all().stream().filter(version -> version.file().equals(file)).toList();
    }

    /** {@return all versions of all files, in the order in which they came} */
    public List<RuleVersion> all() throws IOException {
        List<String> lines;
        try {
            lines = new String(Files.readAllBytes(log()), StandardCharsets.UTF_8).lines().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
        var found = new ArrayList<RuleVersion>();
        for (String line : lines) {
            read(line).ifPresent(found::add);
        }
        return found;
    }

    /** {@return the version of a file with this number} */
    public Optional<RuleVersion> version(String file, int number) throws IOException {
        return versions(file).stream().filter(version -> version.number() == number).findFirst();
    }

    /**
     * {@return a version's text; empty text if the file was removed}
     *
     * @throws IOException if the text is not kept any more, or was changed since
     */
    public String text(RuleVersion version) throws IOException {
        if (version.removed()) {
            return "";
        }
        Path at = contents().resolve(version.content());
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(at);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "version "
                            + version.number()
                            + " of "
                            + version.file()
                            + " is in the log but its text is not in "
                            + contents()
                            + ": restore it from a copy",
                    e);
        }
        if (!SyntaxTrees.sha256(bytes).equals(version.content())) {
            throw new IOException(at + " was changed since it was kept: restore it from a copy");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Path log() {
        return directory.resolve("log.jsonl");
    }

    private Path contents() {
        return directory.resolve("contents");
    }

    private static String written(RuleVersion version) {
        ObjectNode node = JSON.createObjectNode();
        node.put("file", version.file());
        node.put("version", version.number());
        node.put("time", version.at().toString());
        node.put("who", version.who());
        node.put("why", version.why());
        node.put("content", version.content());
        return node + "\n";
    }

    private static Optional<RuleVersion> read(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            int number = node.path("version").asInt(0);
            String file = node.path("file").asString("");
            String content = node.path("content").asString("");
            if (number < 1 || file.isEmpty() || !content.matches("([0-9a-f]{64})?")) {
                return Optional.empty();
            }
            return Optional.of(
                    new RuleVersion(
                            file,
                            number,
                            Instant.parse(node.path("time").asString("")),
                            node.path("who").asString(""),
                            node.path("why").asString(""),
                            content));
        } catch (JacksonException | DateTimeParseException e) {
            return Optional.empty(); // a line that was cut short
        }
    }
}
