package dev.shikra.host.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A segment's file: its first record and its session, which are its name.
 *
 * @param firstSeq seq of its first record
 * @param session the session's name, for example {@code 2026-01-05}
 */
public record SegmentName(Path file, long firstSeq, String session) {
    private static final String SUFFIX = ".seg";
    private static final Pattern SESSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NAME =
            Pattern.compile("(\\d{16})-(" + SESSION.pattern() + ")\\.seg");

    static SegmentName of(Path directory, long firstSeq, String session) {
        return new SegmentName(
                directory.resolve(String.format("%016d-%s%s", firstSeq, session, SUFFIX)),
                firstSeq,
                session);
    }

    /** {@return whether {@code session} can be part of a file's name} */
    public static boolean isSessionName(String session) {
        return SESSION.matcher(session).matches();
    }

    /**
     * {@return the segments of a journal, oldest first; none if the directory is absent}
     *
     * @throws JournalException if a {@code .seg} file has another name than a segment's
     */
    public static List<SegmentName> list(Path directory) throws IOException {
        List<SegmentName> names = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (!name.matches()) {
                    throw JournalException.at(
                            file,
                            "not a segment's name (16 digits, '-', session, '.seg'); move the file"
                                    + " out of the journal");
                }
                names.add(new SegmentName(file, Long.parseLong(name.group(1)), name.group(2)));
            }
        }
        names.sort(Comparator.comparingLong(SegmentName::firstSeq));
        return names;
    }
}
