package dev.shikra.plugins.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Opens files, plain, gzip or zip, and reads them by their formats into rows. One thread. */
final class Inputs {
    /** The built-in sample, a resource of its package. */
    private final Rows rows = new Rows();

    private final Instruments instruments = new Instruments();
    private final Skips skips = new Skips();

    Rows rows() {
        return rows;
    }

    Instruments instruments() {
        return instruments;
    }

    Skips skips() {
        return skips;
    }

    /**
     * Reads {@code files} in their order.
     *
     * @param format a name, a description file, or {@code ""} to tell by each file
     * @throws IOException if a file is missing, of no known format, or rows stand in it and none
     *     can be read
     */
    void read(List<Path> files, String format) throws IOException {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new IOException(
                        file
                                + (Files.exists(file)
                                        ? ": can't be read: it must be a file you may read"
                                        : ": no such file: check the path, or replay the built-in sample"));
            }
            if (isZip(file)) {
                zip(file, format);
            } else {
                plain(file, format);
            }
        }
        skips.endFile();
        if (rows.size() == 0 && skips.rows() > 0) {
            throw new IOException("no row can be read:" + skips.first(5));
        }
    }

    private void plain(Path file, String format) throws IOException {
        String leaf = leaf(file.toString());
        Formats.Description description;
        if (format.isEmpty()) {
            try (InputStream in = open(file)) {
                description = tell(file.toString(), leaf, in);
            }
        } else {
            description = Formats.named(format);
        }
        Optional<FileFormat> part = description.forMember(leaf);
        if (part.isEmpty()) {
            skips.file(
                    file.toString(),
                    "no part of format " + description.name() + " reads this file");
            return;
        }
        try (InputStream in = open(file)) {
            reader(part.get(), file.toString(), leaf).read(in);
        }
    }

    private void zip(Path file, String format) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<ZipEntry> members = new ArrayList<>();
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(members::add);
            if (members.isEmpty()) {
                skips.file(file.toString(), "the archive is empty");
                return;
            }
            Formats.Description description;
            if (format.isEmpty()) {
                try (InputStream in = zip.getInputStream(members.getFirst())) {
                    description = tell(file.toString(), leaf(file.toString()), in);
                }
            } else {
                description = Formats.named(format);
            }
            for (ZipEntry member : members) {
                String place = file + "!" + member.getName();
                String leaf = leaf(member.getName());
                Optional<FileFormat> part = description.forMember(leaf);
                if (part.isEmpty()) {
                    skips.file(
                            place, "no part of format " + description.name() + " reads this file");
                    continue;
                }
                try (InputStream in = zip.getInputStream(member)) {
                    reader(part.get(), place, leaf).read(in);
                }
            }
        } catch (ZipException e) {
            throw new IOException(file + ": not a whole zip archive (" + e.getMessage() + ")", e);
        }
    }

    private RowReader reader(FileFormat format, String place, String leaf) {
        return new RowReader(format, place, leaf, rows, instruments, skips);
    }

    private static Formats.Description tell(String place, String leaf, InputStream in)
            throws IOException {
        List<String> header = new ArrayList<>();
        Lines lines = new Lines(in);
        if (lines.next()) {
            lines.split((byte) ',');
            for (int i = 0; i < lines.cells(); i++) {
                header.add(lines.text(i).toLowerCase(Locale.ROOT));
            }
        }
        Optional<Formats.Description> told = Formats.tell(leaf, header);
        if (told.isEmpty() && header.isEmpty()) {
            // Nothing to read: whichever format says so.
            return Formats.named("trades");
        }
        return told.orElseThrow(() ->
                new IOException(
                        place
                                + ": its format can't be told by name or first line ("
                                + String.join(", ", header)
                                + "): give the format, "
                                + Formats.known()));
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    /** {@return the file's text, unpacked if it is gzip} */
    static InputStream open(Path file) throws IOException {
        InputStream in;
        try {
            in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file", e);
        }
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static String leaf(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
