package dev.shikra.host.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurationsTest {
    @Test
    void countsEachDurationInTheFirstBucketThatHoldsIt() {
        long seed = 20260101;
        var random = new Random(seed);
        long[] bounds = Durations.boundsNs();
        var expected = new long[bounds.length + 1];
        var durations = new Durations();
        long sum = 0;
        long longest = 0;
        for (int n = 0; n < 10_000; n++) {
            long ns = (long) Math.exp(random.nextDouble() * Math.log(60e9));
            if (n % 7 == 0) {
                ns = bounds[random.nextInt(bounds.length)]; // exactly a bound
            }
            int bucket = 0;
            while (bucket < bounds.length && ns > bounds[bucket]) {
                bucket++;
            }
            expected[bucket]++;
            sum += ns;
            longest = Math.max(longest, ns);
            durations.add(ns);
        }
        Durations.Counted counted = durations.counted();
        assertThat(counted.counts()).as("seed %d", seed).isEqualTo(expected);
        assertThat(counted.sumNs()).isEqualTo(sum);
        assertThat(counted.longestNs()).isEqualTo(longest);
        assertThat(counted.count()).isEqualTo(10_000);
    }

    @Test
    void countsAClockThatStepsBackAsNothing() {
        var durations = new Durations();
        durations.add(-5);
        assertThat(durations.counted().counts()[0]).isEqualTo(1);
        assertThat(durations.counted().sumNs()).isZero();
    }

    @Test
    void hasAscendingBounds() {
        long[] bounds = Durations.boundsNs();
        assertThat(Arrays.stream(bounds).sorted().distinct().toArray()).isEqualTo(bounds);
    }
}
