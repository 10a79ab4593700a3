package dev.shikra.host.feature;

import java.util.Arrays;

/**
 * A set of rows, iterated in row order whatever the order they came in: so results do not depend on
 * which tick was first.
 */
public final class RowSet {
    private final long[] words;
    private int count;

    /**
     * @param rows rows are 0 to {@code rows - 1}
     */
    public RowSet(int rows) {
        words = new long[(rows + 63) >>> 6];
    }

    public void add(int row) {
        long bit = 1L << row;
        int word = row >>> 6;
        if ((words[word] & bit) == 0) {
            words[word] |= bit;
            count++;
        }
    }

    /** Adds the rows of another set. */
    public void addAll(RowSet other) {
        count = 0;
        for (int word = 0; word < words.length; word++) {
            words[word] |= other.words[word];
            count += Long.bitCount(words[word]);
        }
    }

    public void remove(int row) {
        long bit = 1L << row;
        int word = row >>> 6;
        if ((words[word] & bit) != 0) {
            words[word] &= ~bit;
            count--;
        }
    }

    public boolean contains(int row) {
        return (words[row >>> 6] & (1L << row)) != 0;
    }

    public int count() {
        return count;
    }

    public boolean isEmpty() {
        return count == 0;
    }

    public void clear() {
        if (count > 0) {
            Arrays.fill(words, 0);
            count = 0;
        }
    }

    /** {@return the first row from {@code from} on, or -1} */
    public int next(int from) {
        int word = from >>> 6;
        if (word >= words.length) {
            return -1;
        }
        long bits = words[word] & (-1L << from);
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** Writes the rows in order to {@code into}. {@return how many} */
    public int copyTo(int[] into) {
        int n = 0;
        for (int row = next(0); row >= 0; row = next(row + 1)) {
            into[n++] = row;
        }
        return n;
    }

    /** {@return the set as words of 64 rows: the set's own memory, for snapshots} */
    public long[] words() {
        return words;
    }

    /** Takes the rows of {@code from}, as {@link #words} gave them. */
    public void set(long[] from) {
        System.arraycopy(from, 0, words, 0, words.length);
        count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
    }
}
