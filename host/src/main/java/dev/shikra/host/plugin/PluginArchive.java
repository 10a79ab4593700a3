package dev.shikra.host.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * A plugin's zip, held in memory so that what was hashed is what is unpacked. Trusts nothing that
 * the zip says of itself: sizes are counted while unpacking, names are resolved against the target.
 *
 * <p>The layout read here (end record, central directory, external attributes with the Unix mode in
 * the upper 16 bits) is PKWARE's APPNOTE.TXT, sections 4.3.12 and 4.3.16.
 */
final class PluginArchive {
    static final int MAX_ENTRIES = 10_000;
    static final long MAX_ZIP_BYTES = 256L << 20;
    static final long MAX_UNPACKED_BYTES = 512L << 20;

    /** Jars hardly shrink when they are zipped once more; what grows like this is a bomb. */
    static final int MAX_RATIO = 100;

    private static final long ANY_RATIO_BELOW = 8L << 20;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int DIRECTORY_SIGNATURE = 0x02014b50;
    private static final int DIRECTORY_LENGTH = 46;
    private static final int UNIX_TYPE_MASK = 0xF000;
    private static final int UNIX_DIRECTORY = 0x4000;
    private static final int UNIX_FILE = 0x8000;

    private final byte[] zip;
    private final long maxUnpackedBytes;

    private PluginArchive(byte[] zip, long maxUnpackedBytes) {
        this.zip = zip;
        this.maxUnpackedBytes = maxUnpackedBytes;
    }

    static PluginArchive read(Path file) throws IOException, PluginRefused {
        long size = Files.size(file);
        if (size > MAX_ZIP_BYTES) {
            throw new PluginRefused("is " + size + " bytes; a plugin has at most " + MAX_ZIP_BYTES);
        }
        long byRatio = Math.max(ANY_RATIO_BELOW, MAX_RATIO * size);
        return new PluginArchive(
                Files.readAllBytes(file), Math.min(MAX_UNPACKED_BYTES, byRatio));
    }

    static PluginArchive of(byte[] zip, long maxUnpackedBytes) {
        return new PluginArchive(zip, maxUnpackedBytes);
    }

    /** {@return SHA-256 of the zip, 64 hexadecimal digits} */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /**
     * Unpacks into {@code target}, an empty directory.
     *
     * @throws PluginRefused if the zip is broken or would do harm; {@code target} then holds part
     *     of it and is for the caller to delete
     */
    void unpack(Path target) throws IOException, PluginRefused {
        refuseLinksAndCrowds();
        Path root = target.toAbsolutePath().normalize();
        Set<Path> written = new HashSet<>();
        long left = maxUnpackedBytes;
        byte[] buffer = new byte[1 << 16];
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path to = inside(root, entry.getName());
                if (written.size() >= MAX_ENTRIES) {
                    throw new PluginRefused("has more than " + MAX_ENTRIES + " entries");
                }
                if (!written.add(to)) {
                    throw new PluginRefused("holds '" + entry.getName() + "' twice");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(to);
                } else {
                    Files.createDirectories(to.getParent());
                    left = write(in, to, left, buffer);
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new PluginRefused("is not a sound zip: " + e.getMessage(), e);
        }
    }

    private long write(InputStream in, Path to, long allowed, byte[] buffer)
            throws IOException, PluginRefused {
        long left = allowed;
        try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                left -= n;
                if (left < 0) {
                    throw new PluginRefused("unpacks to more than " + maxUnpackedBytes + " bytes");
                }
                out.write(buffer, 0, n);
            }
        }
        return left;
    }

    private static Path inside(Path root, String name) throws PluginRefused {
        boolean odd =
                name.isEmpty()
                        || name.startsWith("/")
                        || name.indexOf('\\') >= 0
                        || name.indexOf(':') >= 0
                        || name.indexOf('\0') >= 0;
        Path to = odd ? root : root.resolve(name).normalize();
        if (to.equals(root) || !to.startsWith(root)) {
            throw new PluginRefused(
                    "holds '" + name + "', which would be written outside the plugin's folder");
        }
        return to;
    }

    private void refuseLinksAndCrowds() throws PluginRefused {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = endRecord(bytes);
        int entries = Short.toUnsignedInt(bytes.getShort(end + 10));
        long directory = Integer.toUnsignedLong(bytes.getInt(end + 16));
        if (entries > MAX_ENTRIES) {
            throw new PluginRefused("has more than " + MAX_ENTRIES + " entries");
        }
        long at = directory;
        for (int i = 0; i < entries; i++) {
            if (at + DIRECTORY_LENGTH > end || bytes.getInt((int) at) != DIRECTORY_SIGNATURE) {
                throw new PluginRefused("is not a sound zip: its directory is broken");
            }
            int base = (int) at;
            int type = (bytes.getInt(base + 38) >>> 16) & UNIX_TYPE_MASK;
            int nameLength = Short.toUnsignedInt(bytes.getShort(base + 28));
            if (type != 0 && type != UNIX_FILE && type != UNIX_DIRECTORY) {
                String name =
                        new String(
                                zip,
                                base + DIRECTORY_LENGTH,
                                Math.min(nameLength, end - base - DIRECTORY_LENGTH),
                                StandardCharsets.UTF_8);
                throw new PluginRefused(
                        "holds '" + name + "', a link or device; a plugin has files only");
            }
            at +=
                    DIRECTORY_LENGTH
                            + nameLength
                            + Short.toUnsignedInt(bytes.getShort(base + 30))
                            + Short.toUnsignedInt(bytes.getShort(base + 32));
        }
    }

    /** The last end record; a comment of up to 64 KiB may follow it. */
    private static int endRecord(ByteBuffer bytes) throws PluginRefused {
        int last = bytes.limit() - END_LENGTH;
        for (int at = last; at >= Math.max(0, last - 0xFFFF); at--) {
            if (bytes.getInt(at) == END_SIGNATURE) {
                return at;
            }
        }
        throw new PluginRefused("is not a zip");
    }
}
