package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.RowView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;

/**
 * Writes what rules read, instrument by instrument, as of the last closed minute: indicators in one
 * hash, Greeks in another. At most once a second. One thread runs it.
 */
final class LiveValues extends RedisTask {
    private static final long EVERY_MS = 1_000;
    private static final long LOOK_MS = 100;
    private static final int CHUNK = 50;

    /** Groups of values that come of an option's price. */
    private static final Set<String> GREEKS = Set.of("greeks", "greek", "option", "options");

    private final RedisSettings settings;
    private final RedisKeys keys;
    private final List<Instrument> instruments;
    private final RowView view;
    private volatile long written;

    LiveValues(
            RedisSettings settings,
            RedisKeys keys,
            List<Instrument> instruments,
            RowView view,
            RedisNotices notices) {
        super("redis-live", settings.server(), notices);
        this.settings = settings;
        this.keys = keys;
        this.instruments = instruments;
        this.view = view;
    }

    /** What was not written is out of date soon anyway. */
    @Override
    boolean isCurrent() {
        return true;
    }

    @Override
    long progress() {
        return written;
    }

    @Override
    void work() throws InterruptedException {
        try (RedisClient client =
                RedisLine.client(
                        settings.server(), keys.database(RedisKeys.INDICATORS), "shikra-live", 1)) {
            client.ping();
            answered();
            while (!isEnding()) {
                view.want();
                RowView.Copy copy = view.take();
                if (copy == null) {
                    Thread.sleep(LOOK_MS);
                    continue;
                }
                write(client, copy);
                written = written + 1; // one thread writes it
                Thread.sleep(EVERY_MS);
            }
        }
    }

    private void write(RedisClient client, RowView.Copy copy) {
        var names = new ArrayList<String>();
        for (FeatureKey key : copy.keys()) {
            names.add(key.text());
        }
        int rows = Math.min(copy.rows(), instruments.size());
        for (int from = 0; from < rows; from += CHUNK) {
            try (Pipeline pipeline = client.pipelined()) {
                for (int row = from; row < Math.min(from + CHUNK, rows); row++) {
                    write(pipeline, copy, names, row);
                }
                pipeline.sync();
            }
        }
    }

    private void write(Pipeline pipeline, RowView.Copy copy, List<String> names, int row) {
        var indicators = new HashMap<String, String>();
        var greeks = new HashMap<String, String>();
        var unknown = new ArrayList<String>();
        for (int slot = 0; slot < names.size(); slot++) {
            double value = copy.get(row, slot);
            FeatureKey key = copy.keys().get(slot);
            if (key instanceof FeatureKey.CandidateValue) {
                continue; // of a signal on the desk, which is gone
            }
            if (Double.isNaN(value)) {
                unknown.add(names.get(slot));
            } else {
                boolean greek =
                        key instanceof FeatureKey.NamedValue named
                                && GREEKS.contains(named.group());
                (greek ? greeks : indicators).put(names.get(slot), DecimalText.of(value));
            }
        }
        String id = instruments.get(row).id();
        put(pipeline, keys.indicators(id), indicators, unknown, copy.timeMs());
        put(pipeline, keys.greeks(id), greeks, unknown, copy.timeMs());
    }

    private static void put(
            Pipeline pipeline,
            String key,
            Map<String, String> fields,
            List<String> unknown,
            long timeMs) {
        if (fields.isEmpty()) {
            return; // what is there goes with its time
        }
        if (!unknown.isEmpty()) {
            pipeline.hdel(key, unknown.toArray(String[]::new));
        }
        fields.put("time", Long.toString(timeMs));
        SessionTables.put(pipeline, key, fields, RedisKeys.INDICATOR_TTL_S);
    }
}
