package dev.shikra.host.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.host.journal.StateReader;
import dev.shikra.host.journal.StateWriter;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PastSessionsTest {
    @Test
    void holdsTheNewestOfWhatAMapHolds() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        var past = new PastSessions();
        var map = new TreeMap<Long, Double>();
        assertThat(past.rank(0.1)).isNaN();
        assertThat(past.percentile(0.1)).isNaN();
        for (int n = 0; n < 2_000; n++) {
            long day = 20_000 + random.nextInt(600);
            double volatility = 0.08 + random.nextInt(40) / 100.0;
            boolean room = map.size() < PastSessions.MOST;
            if (room || map.containsKey(day) || day > map.firstKey()) {
                map.put(day, volatility);
            }
            if (map.size() > PastSessions.MOST) {
                map.pollFirstEntry();
            }
            past.put(day, volatility);
            double now = 0.05 + random.nextDouble() / 2;
            double low = map.values().stream().mapToDouble(v -> v).min().orElseThrow();
            double high = map.values().stream().mapToDouble(v -> v).max().orElseThrow();
            assertThat(past.count()).as("seed %d", seed).isEqualTo(map.size());
            for (long each = 20_000; each < 20_600; each++) {
                assertThat(past.knows(each)).as("seed %d", seed).isEqualTo(map.containsKey(each));
            }
            if (high > low) {
                double rank = 100 * (now - low) / (high - low);
                assertThat(past.rank(now)).as("seed %d", seed).isEqualTo(Math.clamp(rank, 0, 100));
            }
            double lower = map.values().stream().filter(v -> v < now).count();
            assertThat(past.percentile(now))
                    .as("seed %d", seed)
                    .isEqualTo(100 * lower / map.size());
        }
        var out = new StateWriter();
        past.write(out);
        var read = new PastSessions();
        read.read(new StateReader(out.toBytes()));
        var again = new StateWriter();
        read.write(again);
        assertThat(again.toBytes()).isEqualTo(out.toBytes());
        assertThat(read.percentile(0.2)).isEqualTo(past.percentile(0.2));
        assertThat(past.percentile(Double.NaN)).isNaN();
    }
}
