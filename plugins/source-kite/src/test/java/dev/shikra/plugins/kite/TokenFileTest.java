package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    private static final Token TOKEN =
            new Token("t0ken", "AB1234", Instant.parse("2026-01-05T03:00:00Z"));

    @TempDir private Path folder;
    private Path path = Path.of("");

    @BeforeEach
    void choosePath() {
        path = folder.resolve("kite").resolve("token.json");
    }

    @Test
    void readsWhatItWroteAndReplacesIt() throws IOException {
        var file = new TokenFile(path);
        assertThat(file.read()).isEmpty();
        file.write(TOKEN);
        assertThat(file.read()).contains(TOKEN);
        file.write(new Token("another", "AB1234", TOKEN.loginTime()));
        assertThat(file.read()).map(Token::accessToken).contains("another");
    }

    @Test
    void isReadableByItsOwnerAlone() throws IOException {
        assumePosix();
        new TokenFile(path).write(TOKEN);
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void closesAFileThatOthersMayRead() throws IOException {
        assumePosix();
        var file = new TokenFile(path);
        file.write(TOKEN);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(file.read()).contains(TOKEN);
        assertThat(permissions()).isEqualTo("rw-------");
    }

    @Test
    void takesAFileWrittenByHand() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"accessToken\":\"by hand\"}");
        assertThat(new TokenFile(path).read())
                .contains(new Token("by hand", "", Files.getLastModifiedTime(path).toInstant()));
    }

    @Test
    void takesHalfAFileAsNone() throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "{\"accessToken\":\"by h");
        assertThat(new TokenFile(path).read()).isEmpty();
    }

    @Test
    void showsNoSecretAsText() {
        assertThat(TOKEN.toString()).doesNotContain("t0ken");
    }

    private void assumePosix() {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "this file system has no POSIX permissions");
    }

    private String permissions() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
