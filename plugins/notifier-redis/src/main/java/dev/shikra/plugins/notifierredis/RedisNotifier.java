package dev.shikra.plugins.notifierredis;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.shikra.api.plugin.PluginContext;
import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Evidence;
import dev.shikra.api.signal.Notifier;
import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Publishes alerts as JSON on a channel. An id that was published within {@value #REMEMBERED_S}
 * seconds is not published again: the server remembers it and publishes in one step, so it does not
 * matter where a crash falls. Settings: {@code channel} (alerts:new), {@code prefix}, and those of
 * {@link Connection}.
 */
@Extension
public final class RedisNotifier implements Notifier {
    static final int REMEMBERED_S = 86_400;

    private static final String PUBLISH_ONCE =
            "if redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then"
                    + " redis.call('PUBLISH', ARGV[2], ARGV[3]) return 1 else return 0 end";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final Gson JSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final Connection connection;
    private final String channel;
    private final String prefix;
    private @Nullable RedisClient client;

    /**
     * @throws IllegalArgumentException if a setting is wrong
     */
    public RedisNotifier(PluginContext context) {
        Map<String, String> settings = context.settings();
        connection = Connection.of(settings);
        prefix = settings.getOrDefault("prefix", "");
        channel = prefix + settings.getOrDefault("channel", "alerts:new");
    }

    @Override
    public String id() {
        return "redis";
    }

    @Override
    public synchronized void deliver(Alert alert) throws IOException {
        try {
            RedisClient to = client;
            if (to == null) {
                to = connection.client();
                client = to;
            }
            to.eval(
                    PUBLISH_ONCE,
                    List.of(prefix + "alerts:published:" + alert.id()),
                    List.of(Integer.toString(REMEMBERED_S), channel, json(alert)));
        } catch (JedisException e) {
            close();
            boolean later =
                    !(e instanceof JedisDataException)
                            || e instanceof JedisConnectionException
                            || mayPass(String.valueOf(e.getMessage()));
            String message =
                    "alert "
                            + alert.id()
                            + " could not be published on "
                            + channel
                            + " of "
                            + connection
                            + " ("
                            + e.getMessage()
                            + ")";
            if (later) {
                throw new IOException(message, e);
            }
            throw new IllegalStateException(
                    message + ": check user and password under plugins.notifier-redis", e);
        }
    }

    /** Refusals that end by themselves. */
    private static boolean mayPass(String refusal) {
        return refusal.startsWith("LOADING")
                || refusal.startsWith("BUSY")
                || refusal.startsWith("OOM")
                || refusal.startsWith("MISCONF")
                || refusal.startsWith("READONLY")
                || refusal.startsWith("MASTERDOWN");
    }

    private void close() {
        RedisClient old = client;
        client = null;
        if (old != null) {
            old.close();
        }
    }

    /** {@return the alert with the fields, in the order, of the scanner's alert files} */
    static String json(Alert alert) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", alert.id());
        fields.put("time", TIME.format(alert.time()));
        fields.put("instrument", alert.instrument().id());
        fields.put("rule", alert.rule());
        fields.put("version", alert.version());
        fields.put("direction", alert.direction().text());
        fields.put("confidence", number(alert.confidence()));
        fields.put("price", number(alert.price()));
        fields.put("stop", number(alert.stop()));
        fields.put("target", number(alert.target()));
        var evidence = new ArrayList<Map<String, Object>>();
        for (Evidence each : alert.evidence()) {
            var values = new LinkedHashMap<String, @Nullable Object>();
            each.values().forEach((name, value) -> values.put(name, number(value)));
            var clause = new LinkedHashMap<String, Object>();
            clause.put("clause", each.clause());
            clause.put("values", values);
            evidence.add(clause);
        }
        fields.put("evidence", evidence);
        return JSON.toJson(fields);
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? (value == 0 ? 0.0 : value) : null;
    }
}
