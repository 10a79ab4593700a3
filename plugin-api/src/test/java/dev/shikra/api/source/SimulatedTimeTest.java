package dev.shikra.api.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatedTimeTest {
    private final SimulatedTime time =
            SimulatedTime.parse("2026-01-05T03:45:00Z 2026-01-10T10:00:00Z 20.0");

    @Test
    void runsSpeedTimesAsFast() {
        assertThat(time.at(Instant.parse("2026-01-10T10:00:03Z")))
                .isEqualTo(Instant.parse("2026-01-05T03:46:00Z"));
        assertThat(time.machineTimeOf(Instant.parse("2026-01-05T03:46:00Z")))
                .isEqualTo(Instant.parse("2026-01-10T10:00:03Z"));
    }

    @Test
    void readsWhatItWrites() {
        assertThat(SimulatedTime.parse(time.toString())).isEqualTo(time);
    }

    @Test
    void refusesATimeThatDoesNotRun() {
        assertThatThrownBy(() -> SimulatedTime.parse("2026-01-05T03:45:00Z now 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'2026-01-05T03:45:00Z now 1'");
        assertThatThrownBy(() -> new SimulatedTime(Instant.EPOCH, Instant.EPOCH, 0))
                .hasMessageContaining("speed 0.0");
    }
}
