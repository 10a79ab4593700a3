package dev.shikra.plugins.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of a text and their cells, as positions in a buffer: nothing is allocated per line. One
 * thread.
 */
final class Lines {
    /** Longest line, bytes; a longer one is no table. */
    private static final int MAX_LINE = 1 << 20;

    /** A line that no table has: the file is something else. */
    static final class LineTooLong extends IOException {
        private static final long serialVersionUID = 1;

        LineTooLong() {
            super("the line is longer than " + MAX_LINE + " bytes: is the file text?");
        }
    }

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int limit;
    private long number;
    private int[] cellFrom = new int[16];
    private int[] cellTo = new int[16];
    private int cells;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * Moves to the next line that is not blank.
     *
     * @throws LineTooLong if a line is longer than 1 MiB
     * @throws IOException if the stream fails
     */
    boolean next() throws IOException {
        while (true) {
            start = number == 0 ? 0 : end + 1;
            int scan = start;
            while (true) {
                while (scan < limit && buffer[scan] != '\n') {
                    scan++;
                }
                if (scan < limit) {
                    break;
                }
                int seen = scan - start;
                if (!fill()) {
                    scan = limit;
                    break;
                }
                scan = start + seen;
            }
            if (start >= limit && scan >= limit) {
                return false;
            }
            end = scan;
            number++;
            if (number == 1 && startsWithMark()) {
                start += 3;
            }
            if (!blank()) {
                return true;
            }
        }
    }

    private boolean startsWithMark() {
        return end - start >= 3
                && (buffer[start] & 0xff) == 0xef
                && (buffer[start + 1] & 0xff) == 0xbb
                && (buffer[start + 2] & 0xff) == 0xbf;
    }

    private boolean blank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\r' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private boolean fill() throws IOException {
        int kept = Math.max(0, limit - start);
        if (start > 0) {
            System.arraycopy(buffer, Math.min(start, limit), buffer, 0, kept);
            start = 0;
            limit = kept;
        }
        if (limit == buffer.length) {
            if (limit >= MAX_LINE) {
                throw new LineTooLong();
            }
            buffer = Arrays.copyOf(buffer, limit * 2);
        }
        int got = in.read(buffer, limit, buffer.length - limit);
        if (got <= 0) {
            return false;
        }
        limit += got;
        return true;
    }

    /** Cuts the line at {@code separator}; spaces and quotes around a cell are left out. */
    int split(byte separator) {
        cells = 0;
        int to = end;
        if (to > start && buffer[to - 1] == '\r') {
            to--;
        }
        int at = start;
        while (true) {
            int from = at;
            while (from < to && buffer[from] == ' ' && separator != ' ') {
                from++;
            }
            if (from < to && buffer[from] == '"') {
                from++;
                at = from;
                while (at < to && buffer[at] != '"') {
                    at++;
                }
                cell(from, at);
                while (at < to && buffer[at] != separator) {
                    at++;
                }
            } else {
                at = from;
                while (at < to && buffer[at] != separator) {
                    at++;
                }
                int last = at;
                while (last > from && buffer[last - 1] == ' ') {
                    last--;
                }
                cell(from, last);
            }
            if (at >= to) {
                return cells;
            }
            at++;
        }
    }

    private void cell(int from, int to) {
        if (cells == cellFrom.length) {
            cellFrom = Arrays.copyOf(cellFrom, cells * 2);
            cellTo = Arrays.copyOf(cellTo, cells * 2);
        }
        cellFrom[cells] = from;
        cellTo[cells] = to;
        cells++;
    }

    byte[] bytes() {
        return buffer;
    }

    int from(int cell) {
        return cellFrom[cell];
    }

    int to(int cell) {
        return cellTo[cell];
    }

    String text(int cell) {
        return new String(
                buffer, cellFrom[cell], cellTo[cell] - cellFrom[cell], StandardCharsets.UTF_8);
    }

    int cells() {
        return cells;
    }

    /** {@return number of the line, from 1} */
    long number() {
        return number;
    }
}
