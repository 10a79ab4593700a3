package dev.shikra.host.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.market.Instrument;
import dev.shikra.api.market.Timeframe;
import dev.shikra.api.study.SeriesShape;
import dev.shikra.host.feature.FeatureKey;
import dev.shikra.host.feature.FeaturePlan;
import dev.shikra.host.feature.FeatureRows;
import dev.shikra.host.feature.RowView;
import dev.shikra.host.feature.StateBlocks;
import dev.shikra.host.feature.ValueGroup;
import dev.shikra.host.feature.ValueSource;
import dev.shikra.host.projection.redis.RedisSettings.Batches;
import dev.shikra.host.projection.redis.RedisSettings.Beginning;
import dev.shikra.host.projection.redis.RedisSettings.Databases;
import dev.shikra.host.projection.redis.RedisSettings.Lengths;
import dev.shikra.host.projection.redis.RedisSettings.Pace;
import dev.shikra.host.study.StudyCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** The table of keys in docs/redis.md, against what a server holds. */
class RedisKeysTest {
    private static final Path DOCUMENT = Path.of("../docs/redis.md");
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| (\\d) \\| `([^`]+)` \\| (\\w+) \\| .* "
                            + "\\| (projection, [^|]+) \\| ([^|]+) \\|");
    private static final Pattern SECONDS = Pattern.compile("([0-9,]+) s");
    private static final int DATABASES = 16;

    @TempDir Path folder;

    /**
     * A row of the table.
     *
     * @param database in which the key is
     * @param key how its name is made
     * @param type as the server names it
     * @param lives seconds; -1: for ever
     */
    private record Documented(int database, Pattern key, String type, long lives) {}

    private static List<Documented> documented() throws Exception {
        var rows = new ArrayList<Documented>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String key =
                        row.group(2)
                                .replace("{i}", "NSE:[A-Z]+")
                                .replace("{d}", "2026-01-05")
                                .replace("{underlying}", "[A-Z]+")
                                .replace("{expiry}", "2026-01-[0-9]{2}")
                                .replace("{list}", "[0-9a-f]{12}");
                rows.add(
                        new Documented(
                                Integer.parseInt(row.group(1)),
                                Pattern.compile(key),
                                row.group(3),
                                lives(row.group(5))));
            }
        }
        assertThat(rows).hasSizeGreaterThan(10);
        return rows;
    }

    private static long lives(String text) {
        Matcher seconds = SECONDS.matcher(text);
        if (seconds.find()) {
            return Long.parseLong(seconds.group(1).replace(",", ""));
        }
        return text.contains("week") ? 7 * 86_400 : -1;
    }

    /** Rows in which rules read a price and a Greek. */
    private static RowView rows() {
        int count = FrameJournal.INSTRUMENTS.size();
        var rows = new FeatureRows(count, 3);
        var plan =
                new FeaturePlan(
                        new StateBlocks(count),
                        rows,
                        new StudyCatalog(List.of()),
                        List.of(Timeframe.M1),
                        timeframe -> new SeriesShape(timeframe, 375));
        plan.offer(values("option", ValueGroup.Value.number("delta", "Delta.")));
        plan.offer(values("chain", ValueGroup.Value.number("pcr", "Puts to calls.")));
        int price =
                plan.slot(new FeatureKey.BarValue(Timeframe.M1, FeatureKey.BarField.CLOSE, false));
        int delta = plan.slot(new FeatureKey.NamedValue("option", "delta"));
        int pcr = plan.slot(new FeatureKey.NamedValue("chain", "pcr"));
        for (int row = 0; row < count; row++) {
            rows.set(row, price, 101.5 + row);
            rows.set(row, delta, 0.5);
            rows.set(row, pcr, 0.9);
        }
        var view = new RowView();
        view.want();
        view.minuteClosed(plan, 1_767_571_260_000L);
        return view;
    }

    private static ValueSource values(String group, ValueGroup.Value value) {
        return new ValueSource() {
            @Override
            public ValueGroup group() {
                return new ValueGroup(
                        group, "Of " + group + "s.", ValueGroup.Moves.AT_MINUTES, List.of(value));
            }

            @Override
            public void read(int number, int slot) {}
        };
    }

    /** The journal's instruments, the last of them an option. */
    private static List<Instrument> instruments() {
        var all = new ArrayList<>(FrameJournal.INSTRUMENTS);
        Instrument last = all.removeLast();
        all.add(
                new Instrument(
                        last.token(),
                        last.symbol(),
                        last.exchange(),
                        "NFO-OPT",
                        Instrument.Kind.CALL,
                        0.05,
                        1,
                        false,
                        new Instrument.Contract("ALPHA", LocalDate.of(2026, 1, 29), 100)));
        return all;
    }

    /** Writes all that is ever written, and gives the server's answers. */
    private Map<String, List<String>> written(Databases databases, String prefix) throws Exception {
        Path alerts = folder.resolve("alerts.jsonl");
        Files.writeString(alerts, "{\"id\":\"00ff\",\"time\":\"2026-01-05T09:31:00.000+05:30\"}\n");
        long length = Files.size(alerts);
        try (RedisProcess redis =
                        RedisProcess.start(RedisProcess.embedded(), folder.resolve("redis"));
                FrameJournal journal = new FrameJournal(folder.resolve("journal"), 1)) {
            journal.write(2_000);
            var settings =
                    new RedisSettings(
                            redis.server(),
                            databases,
                            prefix,
                            Beginning.KEEP,
                            new Batches(10, 174, 1000, Pace.USUAL),
                            Lengths.UNTRIMMED);
            try (RedisProjection projection =
                    new RedisProjection(settings, journal.journal(), journal.origin(), said -> {})
                            .withAlerts(new SharedLines(alerts, () -> length))
                            .withSignals(new SharedLines(alerts, () -> length))
                            .withRows(rows(), instruments())) {
                projection.start();
                int live = databases == Databases.ONE ? 0 : RedisKeys.INDICATORS;
                try (RedisClient client = redis.client(live)) {
                    String last = prefix + "indicators:NSE:GAMMA:greeks";
                    Awaitility.await()
                            .atMost(Duration.ofSeconds(30))
                            .until(() -> client.exists(last));
                }
                projection.awaitCurrent();
            }
            var found = new TreeMap<String, List<String>>();
            for (int database = 0; database < DATABASES; database++) {
                try (RedisClient client = redis.client(database)) {
                    for (String key : client.keys("*")) {
                        found.put(
                                database + " " + key,
                                List.of(client.type(key), Long.toString(client.ttl(key))));
                    }
                }
            }
            return found;
        }
    }

    @Test
    void everyDocumentedKeyIsWrittenAndNoOther() throws Exception {
        Map<String, List<String>> found = written(Databases.SEVERAL, "");
        check(found, "", false);
    }

    @Test
    void oneDatabaseHoldsThemAllUnderAPrefix() throws Exception {
        Map<String, List<String>> found = written(Databases.ONE, "mine:");
        check(found, "mine:", true);
    }

    private static void check(Map<String, List<String>> found, String prefix, boolean one)
            throws Exception {
        var left = new TreeMap<>(found);
        for (Documented row : documented()) {
            int database = one ? 0 : row.database();
            var own = Pattern.compile(database + " " + Pattern.quote(prefix) + row.key().pattern());
            List<String> keys =
                    found.keySet().stream().filter(key -> own.matcher(key).matches()).toList();
            assertThat(keys).as("keys like %s", own).isNotEmpty();
            for (String key : keys) {
                List<String> says = found.getOrDefault(key, List.of());
                assertThat(says.getFirst()).as("type of %s", key).isEqualTo(row.type());
                long lives = Long.parseLong(says.getLast());
                if (row.lives() < 0) {
                    assertThat(lives).as("life of %s", key).isEqualTo(-1);
                } else {
                    assertThat(lives)
                            .as("life of %s", key)
                            .isBetween(row.lives() - 120, row.lives());
                }
                left.remove(key);
            }
        }
        assertThat(left).as("keys that the document does not name").isEmpty();
    }
}
