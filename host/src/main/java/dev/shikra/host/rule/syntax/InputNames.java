package dev.shikra.host.rule.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What functions of a rule can read of its inputs. Indices are places in the rule's list of inputs,
 * where a window is followed by its values, newest first. Immutable.
 */
public record InputNames(List<Entry> entries) {
    /**
     * One declared input.
     *
     * @param name as clauses read it, {@code x.name}
     * @param index place of its value; of a window the place of what tells whether all its values
     *     are known
     * @param elements 0 for a single value; else values of a window, at {@code index + 1} and on
     * @param texts empty for numbers; else what its numbers stand for
     */
    public record Entry(String name, int index, int elements, List<String> texts) {
        public Entry {
            texts = List.copyOf(texts);
        }
    }

    public static final InputNames NONE = new InputNames(List.of());

    public InputNames {
        entries = List.copyOf(entries);
    }

    /** {@return these and one more} */
    public InputNames with(Entry entry) {
        var more = new ArrayList<>(entries);
        more.add(entry);
        return new InputNames(more);
    }

    public Optional<Entry> find(String name) {
        return entries.stream().filter(e -> e.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }
}
