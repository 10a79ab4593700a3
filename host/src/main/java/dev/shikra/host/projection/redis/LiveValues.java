package dev.shikra.host.projection.redis;

import dev.shikra.api.market.Instrument;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.RowView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;

/**
 * Writes what is computed, instrument by instrument, as of the last closed minute: indicators in
 * one hash, Greeks in another, and what a chain of options says once for all of them. At most once
 * a second. One thread runs it.
 */
final class LiveValues extends RedisTask {
    private static final long EVERY_MS = 1_000;
    private static final long LOOK_MS = 100;
    private static final int CHUNK = 50;

    /** Groups of values that come of an option's price. */
    private static final Set<String> GREEKS = Set.of("greeks", "greek", "option", "options");

    /** The group of values that all options of an expiry share. */
    private static final String CHAIN = "chain";

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
        var chains = new HashSet<String>();
        int rows = Math.min(copy.rows(), instruments.size());
        for (int from = 0; from < rows; from += CHUNK) {
            try (Pipeline pipeline = client.pipelined()) {
                for (int row = from; row < Math.min(from + CHUNK, rows); row++) {
                    write(pipeline, copy, names, row, chains);
                }
                pipeline.sync();
            }
        }
    }

    private void write(
            Pipeline pipeline,
            RowView.Copy copy,
            List<String> names,
            int row,
            Set<String> chainsWritten) {
        var indicators = new HashMap<String, String>();
        var greeks = new HashMap<String, String>();
        var chain = new HashMap<String, String>();
        Instrument instrument = instruments.get(row);
        Instrument.Contract contract =
                instrument.kind() == Instrument.Kind.CALL
                                || instrument.kind() == Instrument.Kind.PUT
                        ? instrument.contract()
                        : null;
        boolean firstOfChain = contract != null && chainsWritten.add(keys.chain(contract));
        var unknown = new ArrayList<String>();
        for (int slot = 0; slot < names.size(); slot++) {
            double value = copy.get(row, slot);
            FeatureKey key = copy.keys().get(slot);
            if (key instanceof FeatureKey.CandidateValue) {
                continue; // of a signal on the desk, which is gone
            }
            String group = key instanceof FeatureKey.NamedValue named ? named.group() : "";
            boolean ofChain = contract != null && group.equals(CHAIN);
            if (ofChain && !firstOfChain) {
                continue;
            }
            if (Double.isNaN(value)) {
                unknown.add(names.get(slot));
            } else {
                Map<String, String> fields =
                        ofChain ? chain : GREEKS.contains(group) ? greeks : indicators;
                fields.put(names.get(slot), DecimalText.of(value));
            }
        }
        if (contract != null) {
            put(pipeline, keys.chain(contract), chain, unknown, copy.timeMs());
        }
        String id = instrument.id();
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
