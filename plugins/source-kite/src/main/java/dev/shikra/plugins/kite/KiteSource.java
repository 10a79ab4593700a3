package dev.shikra.plugins.kite;

/** Names the source. */
final class KiteSource {
    static final String ID = "kite";

    private KiteSource() {}
}
