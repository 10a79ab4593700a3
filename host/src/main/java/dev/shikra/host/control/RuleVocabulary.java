package dev.shikra.host.control;

import java.util.List;

/**
 * What a form may name, beside studies.
 *
 * @param every when a rule may be looked at
 * @param groups of values
 * @param lists names of {@code config/universes}
 */
public record RuleVocabulary(List<String> every, List<Group> groups, List<String> lists) {
    /**
     * Values of one kind.
     *
     * @param name {@code bar}, {@code day}, {@code session} ...
     * @param kind key of a form that names one: {@code bar}, {@code day}, {@code previousDay}, or
     *     {@code value} with {@code GROUP.NAME}
     */
    public record Group(String name, String kind, String description, List<Value> values) {
        public Group {
            values = List.copyOf(values);
        }
    }

    /**
     * A value.
     *
     * @param texts what it may be compared with, if it is a word
     */
    public record Value(String name, String description, List<String> texts) {
        public Value {
            texts = List.copyOf(texts);
        }
    }

    public RuleVocabulary {
        every = List.copyOf(every);
        groups = List.copyOf(groups);
        lists = List.copyOf(lists);
    }
}
