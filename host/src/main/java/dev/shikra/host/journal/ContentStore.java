package dev.shikra.host.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Contents by their SHA-256: what a session header names (instruments, configuration, rules) is
 * kept here, one file each, so that a journal can be replayed as it was. Any thread.
 */
public final class ContentStore {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private final Path directory;

    /**
     * @param directory made if absent; {@code contents} beside the segments is usual
     */
    public ContentStore(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    /** {@return where contents lie, a file each, named by SHA-256} */
    public Path directory() {
        return directory;
    }

    /** {@return SHA-256 in lower-case hex} */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Keeps a content; durable when this returns. Again: nothing.
     *
     * @return its SHA-256, lower-case hex
     */
    public String put(byte[] content) throws IOException {
        String sha256 = sha256(content);
        Path file = directory.resolve(sha256);
        // One that was cut or changed since is written anew.
        if (!Files.exists(file) || !sha256.equals(sha256(Files.readAllBytes(file)))) {
            try {
                DurableFiles.write(file, ByteBuffer.wrap(content));
            } catch (IOException e) {
                throw new IOException(
                        file
                                + ": "
                                + content.length
                                + " bytes that the journal needs can't be kept ("
                                + e.getMessage()
                                + "); free or replace the disk, then start again",
                        e);
            }
        }
        return sha256;
    }

    /** {@return whether a content is kept} */
    public boolean holds(String sha256) {
        return Files.exists(fileOf(sha256));
    }

    /**
     * {@return a content}
     *
     * @throws JournalException if it is not kept, or is not what was put
     */
    public byte[] get(String sha256) throws IOException {
        Path file = fileOf(sha256);
        if (!Files.exists(file)) {
            throw JournalException.at(
                    file, "this content is named by a session header but not kept; restore it");
        }
        byte[] content = Files.readAllBytes(file);
        if (!sha256.equals(sha256(content))) {
            throw JournalException.at(
                    file, "its SHA-256 is " + sha256(content) + ", so it was changed; restore it");
        }
        return content;
    }

    private Path fileOf(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "'" + sha256 + "' is not a SHA-256 of 64 lower-case hex digits");
        }
        return directory.resolve(sha256);
    }
}
