package dev.shikra.host.projection.redis;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where Redis is and how it is written.
 *
 * @param server to connect to
 * @param databases whether the kinds of keys are told apart by database
 * @param prefix before every key; may be empty
 * @param beginning whether keys with the prefix stay when a journal begins anew
 * @param batches entries in one pipeline
 * @param lengths of the streams
 */
public record RedisSettings(
        Server server,
        Databases databases,
        String prefix,
        Beginning beginning,
        Batches batches,
        Lengths lengths) {
    /**
     * A server of Redis's protocol.
     *
     * @param name for people: Redis, Dragonfly or the embedded server
     * @param host name or address
     * @param port 1 to 65535
     * @param user of the server's access list; empty: the default user
     * @param password gives it at each connection; empty: none
     */
    public record Server(
            String name,
            String host,
            int port,
            Transport transport,
            String user,
            Supplier<Optional<String>> password) {
        /** {@return name, host and port; no secret} */
        @Override
        public String toString() {
            return name + " at " + host + ":" + port;
        }

        /** {@return a server without encryption, user and password} */
        public static Server plain(String name, String host, int port) {
            return new Server(name, host, port, new Transport.Plain(), "", Optional::empty);
        }
    }

    /** Whether a connection is encrypted. */
    public sealed interface Transport {
        /** Not encrypted. */
        record Plain() implements Transport {}

        /**
         * Encrypted; the server's certificate and host name are verified.
         *
         * @param authorities file of certificates (PEM) one of which must have signed the server's;
         *     empty: those that the JDK trusts
         */
        record Tls(Optional<Path> authorities) implements Transport {}
    }

    /** How the kinds of keys are told apart. */
    public enum Databases {
        /** Databases 0, 1, 2 and 5. */
        SEVERAL,
        /** All in database 0: no key has the same name as one of another kind. */
        ONE
    }

    /** What becomes of keys with the prefix. */
    public enum Beginning {
        /** They stay; streams go on. */
        KEEP,
        /** They are deleted first: recorded data is run again from its beginning. */
        CLEAR
    }

    /**
     * Entries in one pipeline; what an entry holds never depends on it.
     *
     * @param usual while the streams are current
     * @param most while more than that waits
     * @param fastest in maximum-speed mode and while catching up
     */
    public record Batches(int usual, int most, int fastest, Pace pace) {
        public Batches {
            if (usual < 1 || most < usual || fastest < most) {
                throw new IllegalArgumentException(
                        "batches of "
                                + usual
                                + ", "
                                + most
                                + " and "
                                + fastest
                                + " entries: each must be at least the one before, and 1");
            }
        }
    }

    /** How pipelines are filled. */
    public enum Pace {
        USUAL,
        MAXIMUM
    }

    /**
     * Entries after which a stream is trimmed, roughly; 0: never.
     *
     * @param raw of {@code ticks:raw:binary}
     * @param processed of {@code ticks:intraday:processed}
     * @param alerts of {@code alerts:stream}
     * @param patterns of {@code patterns:stream}
     */
    public record Lengths(long raw, long processed, long alerts, long patterns) {
        /** Never trimmed. */
        public static final Lengths UNTRIMMED = new Lengths(0, 0, 0, 0);
    }

    /** {@return these settings with another server} */
    public RedisSettings withServer(Server other) {
        return new RedisSettings(other, databases, prefix, beginning, batches, lengths);
    }
}
