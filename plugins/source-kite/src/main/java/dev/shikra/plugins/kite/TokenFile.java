package dev.shikra.plugins.kite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The token on disk, readable by its owner alone. Any thread. */
final class TokenFile {
    private static final Logger log = LoggerFactory.getLogger(TokenFile.class);
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;

    TokenFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /**
     * {@return the token; empty if there is no file or it holds none} A file that others may read
     * is closed to them.
     */
    Optional<Token> read() {
        try {
            if (!Files.exists(path)) {
                return Optional.empty();
            }
            closeToOthers();
            JsonNode json = JsonMapper.shared().readTree(Files.readString(path));
            String token = json.path("accessToken").asString("");
            if (token.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Token(token, json.path("user").asString(""), loginTime(json)));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty(); // being replaced just now: the next look finds it whole
        } catch (IOException e) {
            log.warn("the token file {} can't be read: {}", path, e.toString());
            return Optional.empty();
        }
    }

    /** Replaces the file as a whole. */
    void write(Token token) throws IOException {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("accessToken", token.accessToken());
        json.put("user", token.user());
        json.put("loginTime", token.loginTime().toString());
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (isPosix()) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER));
        } else {
            Files.createFile(fresh);
        }
        Files.writeString(fresh, json.toString());
        Files.move(
                fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void closeToOthers() throws IOException {
        if (isPosix() && !OWNER.containsAll(Files.getPosixFilePermissions(path))) {
            log.warn("{} was open to others: now only its owner may read it", path);
            Files.setPosixFilePermissions(path, OWNER);
        }
    }

    private boolean isPosix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Where it does not say, as when written by hand, it is as old as the file. */
    private Instant loginTime(JsonNode json) throws IOException {
        try {
            return Instant.parse(json.path("loginTime").asString(""));
        } catch (DateTimeException e) {
            return Files.getLastModifiedTime(path).toInstant();
        }
    }
}
