package dev.shikra.host.config;

import java.util.List;

/** Configuration that can't be used. The user's to mend: each problem names place and remedy. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    public ConfigException(String problem) {
        this(List.of(problem));
    }

    /**
     * @param problems at least one, each a line
     */
    public ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** {@return each problem as one line: {@code file:line: what, and what would be right}} */
    public List<String> problems() {
        return problems;
    }
}
