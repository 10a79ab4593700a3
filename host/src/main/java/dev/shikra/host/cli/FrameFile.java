package dev.shikra.host.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A captured frame in a file: as it came, or as base64 text. */
final class FrameFile {
    private FrameFile() {}

    /**
     * {@return the frame's bytes}
     *
     * <p>A file of nothing but base64 characters and white space, in whole groups of four, is text:
     * as raw bytes it would be a frame of more than ten thousand packets.
     *
     * @throws IOException if the file can't be read or is larger than {@code largest} bytes
     */
    static byte[] read(Path file, long largest) throws IOException {
        long size = Files.size(file);
        if (size > largest) {
            throw new IOException(size + " bytes are more than a frame can have, " + largest);
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[ \t\r\n]", "");
        boolean isText =
                text.length() >= 4
                        && text.length() % 4 == 0
                        && text.matches("[A-Za-z0-9+/]*={0,2}");
        return isText ? Base64.getDecoder().decode(text) : bytes;
    }
}
