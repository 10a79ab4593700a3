package dev.shikra.plugins.kite;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets of a session, so that text from elsewhere can be shown without them. Any thread. */
final class Secrets {
    private static final int SHORTEST = 4;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** Remembers a secret; very short ones would blank out ordinary words. */
    void add(String secret) {
        if (secret.length() >= SHORTEST) {
            known.add(secret);
        }
    }

    /** {@return the text with every secret replaced} */
    String hide(String text) {
        String shown = text;
        for (String secret : known) {
            shown = shown.replace(secret, "***");
        }
        return shown;
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "***";
    }
}
