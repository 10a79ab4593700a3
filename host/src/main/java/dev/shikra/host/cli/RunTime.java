package dev.shikra.host.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option {@code --for}. */
final class RunTime {
    private RunTime() {}

    /** {@return how long to run; a year for nothing given} */
    static Duration parse(String text, CommandSpec spec) {
        if (text.isEmpty()) {
            return Duration.ofDays(365);
        }
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--for " + text + ": it is a time such as 60s, 5m or 1h30m");
        }
    }
}
