package dev.shikra.host.journal;

import java.nio.file.Path;

/**
 * The journal, a snapshot or a content can't be read or taken. The message names the place, what is
 * wrong there and the remedy.
 */
public final class JournalException extends RuntimeException {
    /** The remedy for a segment that can't be read. */
    static final String REPAIR =
            "run './shikra journal repair', which sets a copy aside and cuts the journal there";

    /** Where no single record is meant. */
    public static final long NOWHERE = -1;

    private final transient Path file;
    private final long offset;
    private final long seq;

    JournalException(String message, Path file, long offset, long seq) {
        super(message);
        this.file = file;
        this.offset = offset;
        this.seq = seq;
    }

    static JournalException at(Path file, String what) {
        return new JournalException(file + ": " + what, file, NOWHERE, NOWHERE);
    }

    static JournalException damaged(Path segment, long offset, long seq, String what) {
        return new JournalException(
                segment
                        + ": damaged at byte "
                        + offset
                        + ", where record "
                        + seq
                        + " should stand: "
                        + what
                        + "; "
                        + REPAIR,
                segment,
                offset,
                seq);
    }

    /** {@return the file it is about} */
    public Path file() {
        return file;
    }

    /** {@return byte offset of the first bad record, or {@link #NOWHERE}} */
    public long offset() {
        return offset;
    }

    /** {@return the record that should stand there, or {@link #NOWHERE}} */
    public long seq() {
        return seq;
    }
}
