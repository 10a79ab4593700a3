package dev.shikra.plugins.kite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Backoff.Range RANGE =
            new Backoff.Range(Duration.ofSeconds(1), Duration.ofSeconds(30));

    @Test
    void doublesUpToTheMostWithJitterInTheUpperHalf() {
        long seed = System.nanoTime();
        var backoff = new Backoff(RANGE, new SplittableRandom(seed));
        for (long full : new long[] {1, 2, 4, 8, 16, 30, 30, 30}) {
            assertThat(backoff.next())
                    .as("seed %d", seed)
                    .isBetween(Duration.ofMillis(full * 500), Duration.ofSeconds(full));
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isTheSameForTheSameSeed() {
        var one = new Backoff(RANGE, new SplittableRandom(9));
        var other = new Backoff(RANGE, new SplittableRandom(9));
        for (int i = 0; i < 10; i++) {
            assertThat(one.next()).isEqualTo(other.next());
        }
    }

    @Test
    void refusesARangeThatShrinks() {
        assertThatThrownBy(() -> new Backoff.Range(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("2000")
                .hasMessageContaining("1000");
    }
}
