package dev.shikra.host;

import dev.shikra.host.control.RuleAnswer;
import dev.shikra.host.control.RuleEdit;
import dev.shikra.host.control.RuleText;
import dev.shikra.host.journal.ContentStore;
import dev.shikra.host.rule.RuleLoad;
import dev.shikra.host.rule.syntax.SyntaxTrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes rule files for people at a page: only files that a rules folder may hold, and
 * only texts that stand. Any thread; one write at a time.
 */
final class RuleDesk {
    private static final Pattern FILE =
            Pattern.compile("(patterns|filters)/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.js");

    private final Path directory;
    private volatile @Nullable RuleChronicle chronicle;
    private final BiFunction<String, String, RuleLoad> check;

    /**
     * @param check loads a text as if it lay in a file
     */
    RuleDesk(Path directory, BiFunction<String, String, RuleLoad> check) {
        this.directory = directory;
        this.check = check;
    }

    /** From now on it is told who saved what. */
    void chronicle(RuleChronicle into) {
        chronicle = into;
    }

    Optional<RuleText> text(String file) {
        if (!isRuleFile(file)) {
            return Optional.empty();
        }
        try {
            Path path = directory.resolve(file);
            if (!path.toRealPath().startsWith(directory.toRealPath())) {
                return Optional.empty();
            }
            String text =
                    new String(
                            Files.readAllBytes(path),
                            StandardCharsets.UTF_8); // a broken file is shown as far as it goes
            return Optional.of(new RuleText(file, text, base(text)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read: check its rights", e);
        }
    }

    RuleAnswer check(String file, String text) {
        if (!isRuleFile(file)) {
            return new RuleAnswer.Refused(
                    file,
                    1,
                    1,
                    "'"
                            + file
                            + "' is no name of a rule: write patterns/NAME.js or filters/NAME.js, NAME of letters, digits and hyphens");
        }
        if (text.length() > SyntaxTrees.LONGEST_SOURCE) {
            return new RuleAnswer.Refused(
                    file,
                    1,
                    1,
                    "the text has "
                            + text.length()
                            + " characters; a rule has at most "
                            + SyntaxTrees.LONGEST_SOURCE
                            + ": split it");
        }
        return switch (check.apply(file, text)) {
            case RuleLoad.Loaded(String path, var rule) ->
                    new RuleAnswer.Accepted(path, rule.id(), rule.version(), base(text));
            case RuleLoad.Rejected(String path, int line, int column, String message) ->
                    new RuleAnswer.Refused(path, line, column, message);
        };
    }

    /**
     * Writes a text that stands.
     *
     * @throws IOException if the file can't be written; what was there is unharmed
     */
    synchronized RuleAnswer save(RuleEdit edit) throws IOException {
        RuleAnswer answer = check(edit.file(), edit.text());
        if (!(answer instanceof RuleAnswer.Accepted)) {
            return answer;
        }
        Optional<RuleText> now = text(edit.file());
        if (!now.map(RuleText::base).orElse("").equals(edit.base())) {
            return new RuleAnswer.Conflict(
                    now.orElse(new RuleText(edit.file(), "", "")),
                    now.isPresent()
                            ? edit.file()
                                    + " was changed by someone else since you opened it: compare, then save again"
                            : edit.file() + " is gone: save again to write it anew");
        }
        Path path = directory.resolve(edit.file());
        Files.createDirectories(path.resolveSibling("."));
        // A name that begins with a dot is no rule's, so nobody loads half a file.
        Path part = path.resolveSibling("." + path.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Files.writeString(part, edit.text());
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                keepRights(path, part);
            }
            RuleChronicle told = chronicle;
            if (told != null) {
                told.expect(edit.file(), edit.text(), edit.who(), edit.why());
            }
            Files.move(
                    part,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return answer;
    }

    private static void keepRights(Path from, Path to) throws IOException {
        try {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        } catch (UnsupportedOperationException e) {
            return; // a system with other rights gives a new file the folder's
        }
    }

    private static boolean isRuleFile(String file) {
        return FILE.matcher(file).matches() && !file.endsWith(".test.js") && !file.contains("..");
    }

    private static String base(String text) {
        return ContentStore.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
