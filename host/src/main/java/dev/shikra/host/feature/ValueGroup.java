package dev.shikra.host.feature;

import java.util.HashSet;
import java.util.List;

/**
 * Values that a stage computes and rules read by name: {@code session.phase}. What they are called
 * is known while rules load; the stage itself offers them to the {@link FeaturePlan} as a {@link
 * ValueSource}. Immutable.
 *
 * @param name as rules write it and import it from {@code 'shikra'}: lower-case letters, digits
 * @param description one sentence
 * @param moves when values change, and so which rules may read them
 * @param values at least one
 */
public record ValueGroup(String name, String description, Moves moves, List<Value> values) {
    /** When the values of a group change. */
    public enum Moves {
        /** When a minute closes: as of the last closed minute, for every rule. */
        AT_MINUTES,
        /** With ticks: only for rules with {@code every: 'tick'}. */
        AT_TICKS
    }

    /**
     * One value.
     *
     * @param name as rules write it after the group's name and a dot
     * @param description one sentence with the unit and range
     * @param texts empty for a number; else what the value may be, and its number is the place in
     *     this list: rules compare it, {@code x.phase === 'opening'}
     */
    public record Value(String name, String description, List<String> texts) {
        public Value {
            texts = List.copyOf(texts);
        }

        /** A number. */
        public static Value number(String name, String description) {
            return new Value(name, description, List.of());
        }
    }

    /**
     * @throws IllegalArgumentException if a name can't be written in a rule or stands twice
     */
    public ValueGroup {
        values = List.copyOf(values);
        var names = new HashSet<String>();
        require(name);
        for (Value value : values) {
            require(value.name());
            if (!names.add(value.name())) {
                throw new IllegalArgumentException(
                        name + "." + value.name() + " stands twice: remove one");
            }
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException(name + " has no values: offer at least one");
        }
    }

    private static void require(String name) {
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException(
                    "'" + name + "' can't be written in a rule: use letters and digits");
        }
    }

    /** {@return the place of a value in {@link #values}, -1 if there is none of that name} */
    public int indexOf(String value) {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).name().equals(value)) {
                return i;
            }
        }
        return -1;
    }
}
