package dev.shikra.host.control;

/**
 * Where and what an admin serves.
 *
 * @param host name or address to listen on; loopback only
 * @param port 1 to 65535, or 0 for any free one
 */
public record AdminSettings(String host, int port, Serve serve) {
    /** What is served. */
    public enum Serve {
        /** Page, probes and metrics. */
        PAGE,
        /** Probes and metrics alone. */
        PROBES
    }

    public AdminSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not from 0 to 65535");
        }
    }
}
