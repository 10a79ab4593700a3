package dev.shikra.host.rule.history;

import java.util.ArrayList;
import java.util.List;

/** The lines in which two texts differ, in the unified format that {@code patch} reads. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    /** Beyond so many pairs of lines the middle is shown as replaced, whatever it shares. */
    private static final long MOST_PAIRS = 9_000_000;

    private record Change(char sign, String line) {}

    private UnifiedDiff() {}

    /**
     * {@return the difference, empty if there is none}
     *
     * @param oldName names the old text in the first line
     * @param newName names the new text in the second line
     */
    public static String of(String oldName, String newName, String oldText, String newText) {
        if (oldText.equals(newText)) {
            return "";
        }
        List<Change> changes = changes(lines(oldText), lines(newText));
        var out = new StringBuilder("--- " + oldName + "\n+++ " + newName + "\n");
        int at = 0;
        while (at < changes.size()) {
            int first = nextChange(changes, at);
            if (first == changes.size()) {
                break;
            }
            int begin = Math.max(at, first - CONTEXT);
            int end = first;
            int next = first;
            while (next < changes.size() && next - end <= 2 * CONTEXT) {
                end = next + 1;
                next = nextChange(changes, end);
            }
            end = Math.min(changes.size(), end + CONTEXT);
            hunk(changes, begin, end, out);
            at = end;
        }
        return out.toString();
    }

    /** A last line without an end of its own is marked, as patch wants it. */
    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.getLast().isEmpty()) {
            lines.removeLast();
        } else {
            lines.add(lines.removeLast() + "\n\\ No newline at end of file");
        }
        return lines;
    }

    private static int nextChange(List<Change> changes, int from) {
        int at = from;
        while (at < changes.size() && changes.get(at).sign() == ' ') {
            at++;
        }
        return at;
    }

    private static void hunk(List<Change> changes, int begin, int end, StringBuilder out) {
        int oldStart = 1 + count(changes, 0, begin, '+');
        int newStart = 1 + count(changes, 0, begin, '-');
        int oldCount = count(changes, begin, end, '+');
        int newCount = count(changes, begin, end, '-');
        out.append("@@ -").append(range(oldStart, oldCount));
        out.append(" +").append(range(newStart, newCount)).append(" @@\n");
        for (Change change : changes.subList(begin, end)) {
            out.append(change.sign()).append(change.line()).append('\n');
        }
    }

    private static String range(int start, int count) {
        return count == 1 ? "" + start : (count == 0 ? start - 1 : start) + "," + count;
    }

    /** {@return how many of the changes are not of the other side} */
    private static int count(List<Change> changes, int begin, int end, char other) {
        return (int)
                changes.subList(begin, end).stream()
                        .filter(change -> change.sign() != other)
                        .count();
    }

    private static List<Change> changes(List<String> before, List<String> after) {
        int head = 0;
        int least = Math.min(before.size(), after.size());
        while (head < least && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < least - head
                && before.get(before.size() - 1 - tail)
                        .equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        var changes = new ArrayList<Change>();
        before.subList(0, head).forEach(line -> changes.add(new Change(' ', line)));
        middle(
                before.subList(head, before.size() - tail),
                after.subList(head, after.size() - tail),
                changes);
        before.subList(before.size() - tail, before.size())
                .forEach(line -> changes.add(new Change(' ', line)));
        return changes;
    }

    /** The longest common subsequence, by the table that every textbook has. */
    private static void middle(List<String> before, List<String> after, List<Change> changes) {
        int n = before.size();
        int m = after.size();
        if ((long) n * m > MOST_PAIRS) {
            before.forEach(line -> changes.add(new Change('-', line)));
            after.forEach(line -> changes.add(new Change('+', line)));
            return;
        }
        var common = new int[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                common[i][j] =
                        before.get(i).equals(after.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < n || j < m) {
            if (i < n && j < m && before.get(i).equals(after.get(j))) {
                changes.add(new Change(' ', before.get(i)));
                i++;
                j++;
            } else if (j == m || (i < n && common[i + 1][j] >= common[i][j + 1])) {
                changes.add(new Change('-', before.get(i++)));
            } else {
                changes.add(new Change('+', after.get(j++)));
            }
        }
    }
}
