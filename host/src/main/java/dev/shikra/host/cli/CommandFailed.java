package dev.shikra.host.cli;

/**
 * A command could not do what was asked, for a reason that its user can do something about: the
 * message alone is shown, naming value, place and remedy, and the exit code is 1.
 */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }

    public CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
