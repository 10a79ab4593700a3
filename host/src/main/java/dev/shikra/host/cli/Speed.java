package dev.shikra.host.cli;

import dev.shikra.api.source.SourceRequest;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The option {@code --speed}: {@code max}, or times real time. */
final class Speed {
    private Speed() {}

    /**
     * @throws ParameterException if it is neither
     */
    static double parse(String text, CommandLine command) {
        if (text.equals("max")) {
            return SourceRequest.MAX_SPEED;
        }
        try {
            double times = Double.parseDouble(text);
            if (times > 0) {
                return times;
            }
        } catch (NumberFormatException e) {
            // said below, with the numbers that are too small
        }
        throw new ParameterException(
                command, "--speed " + text + ": it is 'max', or times real time such as 10");
    }
}
