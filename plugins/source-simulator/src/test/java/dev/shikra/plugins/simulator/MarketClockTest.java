package dev.shikra.plugins.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shikra.api.source.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MarketClockTest {
    private static final Instant OPEN = Instant.parse("2026-01-05T03:45:00Z");
    private static final Instant ORIGIN = Instant.parse("2026-02-01T10:00:00Z");

    private Instant machine = ORIGIN;
    private final SimulatedTime time = new SimulatedTime(OPEN, ORIGIN, 100);
    private final MarketClock clock = new MarketClock(time, () -> machine);

    private long second() {
        return Duration.between(OPEN, clock.instant()).toSeconds();
    }

    private static long ms(int second) {
        return OPEN.toEpochMilli() + second * 1_000L;
    }

    private void pass(int machineMs) {
        machine = machine.plusMillis(machineMs);
    }

    @Test
    void waitsForNobodyUntilSomebodySharesIt() {
        clock.due(ms(1));
        assertThat(clock.ask(1, ms(1))).isZero();
        pass(100);
        assertThat(second()).isEqualTo(10);
        assertThat(clock).hasToString(time.toString());
    }

    @Test
    void standsBeforeWhatIsDueAndCatchesUp() {
        clock.share();
        clock.due(ms(3));
        pass(100);
        assertThat(second()).isEqualTo(3);
        assertThat(clock.holds(OPEN.plusSeconds(4))).isTrue();
        clock.due(ms(7));
        assertThat(second()).isEqualTo(7);
        clock.due(Long.MAX_VALUE);
        assertThat(second()).isEqualTo(10);
        assertThat(clock.holds(OPEN.plusSeconds(99))).isFalse();
    }

    @Test
    void standsUntilEveryReaderHasAnsweredOrIsGone() {
        clock.share();
        long one = clock.ask(1, ms(2));
        clock.ask(2, ms(3));
        long later = clock.ask(1, ms(5));
        pass(100);
        clock.answered(2, one);
        clock.answered(1, later + 7);
        assertThat(second()).isEqualTo(2);
        clock.answered(1, one);
        assertThat(second()).isEqualTo(3);
        clock.gone(2);
        assertThat(second()).isEqualTo(5);
        clock.answered(1, later);
        assertThat(second()).isEqualTo(10);
    }

    @Test
    void givesUpWhoDoesNotAnswerUntilItDoes() {
        clock.share();
        long first = clock.ask(1, ms(2));
        pass((int) MarketClock.PATIENCE.toMillis() - 1);
        clock.giveUp();
        assertThat(second()).isEqualTo(2);
        pass(1);
        clock.giveUp();
        assertThat(second()).isEqualTo(500);
        clock.ask(1, ms(510));
        pass(1_000);
        assertThat(second()).isEqualTo(600);
        clock.answered(1, first);
        clock.ask(1, ms(610));
        pass(1_000);
        assertThat(second()).isEqualTo(610);
    }

    @Test
    void neverFalls() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        clock.share();
        long asked = 0;
        Instant before = clock.instant();
        for (int i = 0; i < 20_000; i++) {
            int reader = random.nextInt(3);
            switch (random.nextInt(5)) {
                case 0 -> pass(random.nextInt(40));
                case 1 -> clock.due(clock.millis() + random.nextInt(-2_000, 4_000));
                case 2 -> asked = clock.ask(reader, clock.millis() + random.nextInt(-2_000, 4_000));
                case 3 -> clock.answered(reader, asked - random.nextInt(3));
                default -> clock.giveUp();
            }
            assertThat(clock.instant()).as("seed %d, step %d", seed, i).isAfterOrEqualTo(before);
            before = clock.instant();
        }
    }
}
