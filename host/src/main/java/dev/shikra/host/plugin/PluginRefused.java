package dev.shikra.host.plugin;

/** A zip that is not taken; the reason says what is wrong and what would be right. */
final class PluginRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    PluginRefused(String reason) {
        super(reason);
        this.reason = reason;
    }

    PluginRefused(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
