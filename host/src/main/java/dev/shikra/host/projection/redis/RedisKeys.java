package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import java.nio.charset.StandardCharsets;

/** The names of all keys, and the database of each kind. Immutable; any thread. */
public final class RedisKeys {
    /** What is asked of the whole: session, health. */
    static final int SYSTEM = 0;

    /** Streams and latest prices. */
    static final int REAL_TIME = 1;

    /** Profiles, open-high-low-close, metrics. */
    static final int ANALYTICS = 2;

    /** Indicators and Greeks. */
    static final int INDICATORS = 5;

    /** Seconds that what belongs to a session stays: 16 h. */
    static final long SESSION_TTL_S = 57_600;

    /** Seconds that an indicator stays. */
    static final long INDICATOR_TTL_S = 300;

    /** Seconds that a latest price stays. */
    static final long LATEST_TTL_S = 3_600;

    /** Seconds that an instrument list stays after it was last in use: a week. */
    static final long INSTRUMENTS_TTL_S = 604_800;

    private final String prefix;
    private final RedisSettings.Databases databases;

    /**
     * @param prefix before every key
     */
    public RedisKeys(String prefix, RedisSettings.Databases databases) {
        this.prefix = prefix;
        this.databases = databases;
    }

    /** {@return the database in which keys of a kind lie} */
    int database(int kind) {
        return databases == RedisSettings.Databases.ONE ? 0 : kind;
    }

    String prefix() {
        return prefix;
    }

    /** {@return key of the stream of frames} */
    public String raw() {
        return prefix + "ticks:raw:binary";
    }

    /** {@return key of the stream of ticks} */
    public String processed() {
        return prefix + "ticks:intraday:processed";
    }

    /** {@return key of the stream of alerts} */
    public String alerts() {
        return prefix + "alerts:stream";
    }

    /** {@return key of the stream of signals} */
    public String patterns() {
        return prefix + "patterns:stream";
    }

    /** {@return key of the hash that says which journal fills the streams} */
    String journal() {
        return prefix + "ticks:raw:journal";
    }

    /** {@return key of an instrument list} */
    String instruments(String list) {
        return prefix + "ticks:raw:instruments:" + list;
    }

    String latest(String instrument) {
        return prefix + "ticks:latest:" + instrument;
    }

    String profile(String instrument, String session) {
        return prefix + "volume_profile:session:" + instrument + ":" + session;
    }

    String distribution(String instrument, String session) {
        return prefix + "volume_profile:distribution:" + instrument + ":" + session;
    }

    String ohlc(String instrument) {
        return prefix + "ohlc_latest:" + instrument;
    }

    String indicators(String instrument) {
        return prefix + "indicators:" + instrument;
    }

    String greeks(String instrument) {
        return prefix + "indicators:" + instrument + ":greeks";
    }

    String chain(Instrument.Contract contract) {
        return prefix + "chain:" + contract.underlying() + ":" + contract.expiry();
    }

    String session() {
        return prefix + "system:session";
    }

    String metrics() {
        return prefix + "metrics:projection";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
