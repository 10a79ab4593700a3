package dev.shikra.host.projection.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LevelVolumesTest {
    @Test
    void holdsWhatASortedMapHolds() {
        long seed = System.nanoTime();
        System.out.println("level volumes: seed " + seed);
        var random = new Random(seed);
        var levels = new LevelVolumes();
        for (int session = 0; session < 20; session++) {
            var expected = new TreeMap<Long, Double>();
            int range = 1 + random.nextInt(2_000);
            long around = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
            for (int i = 0; i < 3_000; i++) {
                long level = around + random.nextInt(range);
                double units = random.nextInt(10_000);
                levels.add(level, units);
                expected.merge(level, units, Double::sum);
            }
            var found = new ArrayList<Long>();
            for (int place = 0; place < levels.size(); place++) {
                long level = levels.level(place);
                found.add(level);
                assertThat(levels.units(place)).isEqualTo(expected.get(level));
                assertThat(levels.at(level)).isEqualTo(expected.get(level));
            }
            assertThat(found).containsExactlyElementsOf(expected.keySet());
            assertThat(levels.at(around - 1)).isZero();
            if (random.nextBoolean()) {
                levels.clear();
            } else {
                levels.empty();
            }
            assertThat(levels.size()).isZero();
            assertThat(levels.at(around)).isZero();
        }
    }
}
