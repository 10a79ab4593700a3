package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenPlacesTest {
    @Test
    void findsWhatAMapFinds() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int size : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 174, 9_000}) {
            long[] tokens = random.longs(size * 2L, 0, 1L << 32).distinct().limit(size).toArray();
            Map<Long, Integer> expected = new HashMap<>();
            for (int place = 0; place < tokens.length; place++) {
                expected.put(tokens[place], place);
            }
            var places = new TokenPlaces(Ticks.instruments(tokens));
            for (long token : tokens) {
                for (long near = Math.max(0, token - 3); near <= token + 3; near++) {
                    assertThat(places.place(near))
                            .as("seed %d, token %d", seed, near)
                            .isEqualTo(expected.getOrDefault(near, -1));
                }
            }
        }
    }
}
