package dev.shikra.host.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BoardTest {
    @Test
    void isReadAsItStoodBetweenTwoWritesWhileItIsWritten() throws Exception {
        var board = new Board(16);
        var stop = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform().start(() -> {
                    for (long n = 1; !stop.get(); n++) {
                        board.begin();
                        for (int place = 0; place < 16; place++) {
                            board.set(place, n * (place + 1));
                        }
                        board.end();
                    }
                });
        try {
            long newest = 0;
            for (int reads = 0; reads < 50_000; reads++) {
                long[] values = board.read();
                for (int place = 0; place < 16; place++) {
                    assertThat(values[place]).isEqualTo(values[0] * (place + 1));
                }
                assertThat(values[0]).isGreaterThanOrEqualTo(newest);
                newest = values[0];
            }
        } finally {
            stop.set(true);
            writer.join();
        }
    }

    @Test
    void holdsZerosBeforeTheFirstWrite() {
        assertThat(new Board(3).read()).containsExactly(0, 0, 0);
    }
}
