package dev.shikra.host.rule.syntax;

import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the lines of a text begin, by JavaScript's line ends. */
final class SourceLines {
    private final int[] starts;
    private final int count;

    SourceLines(String text) {
        var found = new int[text.length() + 1];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends =
                    c == '\n'
                            || c == '\u2028'
                            || c == '\u2029'
                            || c == '\r' && !text.startsWith("\n", i + 1);
            if (ends) {
                found[lines++] = i + 1;
            }
        }
        starts = found;
        count = lines;
    }

    /** Writes into each node of a tree where it begins: {@code loc.start}, line and column. */
    void locate(JsonNode tree) {
        if (tree instanceof ObjectNode node && node.has("type") && node.has("start")) {
            int start = node.path("start").asInt(0);
            int found = Arrays.binarySearch(starts, 0, count, start);
            int line = found >= 0 ? found : -found - 2;
            node.putObject("loc")
                    .putObject("start")
                    .put("line", line + 1)
                    .put("column", start - starts[line]);
        }
        for (JsonNode child : tree) {
            if (child.isContainer()) {
                locate(child);
            }
        }
    }
}
