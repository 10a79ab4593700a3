package dev.shikra.host.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.shikra.api.market.Tick;
import dev.shikra.host.feature.FeatureKey.TickField;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BookMeasuresTest {
    private final StateBlocks blocks = new StateBlocks(1);
    private final BookMeasures book = new BookMeasures(blocks);
    private final Tick tick = new Tick();

    private void give(
            double bid, double bidQuantity, double ask, double askQuantity, double traded) {
        tick.clear();
        tick.depth = 1;
        tick.bidPrice[0] = bid;
        tick.bidQuantity[0] = bidQuantity;
        tick.askPrice[0] = ask;
        tick.askQuantity[0] = askQuantity;
        tick.lastPrice = ask;
        book.tick(blocks.of(0), tick, traded, 1);
    }

    private double value(TickField field) {
        return book.value(blocks.of(0), field, tick);
    }

    @Test
    void measuresTheBestPrices() {
        give(99, 30, 101, 10, 0);
        assertThat(value(TickField.SPREAD)).isEqualTo(2);
        assertThat(value(TickField.IMBALANCE)).isEqualTo(0.5);
        assertThat(value(TickField.MICROPRICE)).isEqualTo((99 * 10 + 101 * 30) / 40.0);
        assertThat(value(TickField.ORDER_FLOW)).isZero();
    }

    @Test
    void countsFlowAndDeltaAsDefinedOverRandomBooks() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        List<double[]> books = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double bid = 100 + random.nextInt(5);
            books.add(
                    new double[] {
                        bid,
                        1 + random.nextInt(50),
                        bid + 1 + random.nextInt(3),
                        1 + random.nextInt(50),
                        random.nextInt(3) == 0 ? 1 + random.nextInt(9) : 0
                    });
        }
        for (int i = 0; i < books.size(); i++) {
            double[] b = books.get(i);
            give(b[0], b[1], b[2], b[3], b[4]);
            double flow = 0;
            double depth = 0;
            double delta = 0;
            for (int k = 0; k <= i; k++) {
                double[] now = books.get(k);
                depth += (now[1] + now[3]) / 2 / (i + 1);
                if (k > 0) {
                    double[] then = books.get(k - 1);
                    double bids = now[0] > then[0] ? now[1] : now[0] < then[0] ? -then[1] : now[1] - then[1];
                    double asks = now[2] < then[2] ? now[3] : now[2] > then[2] ? -then[3] : now[3] - then[3];
                    flow += bids - asks;
                    double middle = (then[0] + then[2]) / 2;
                    delta += now[4] * Math.signum(now[2] - middle);
                }
            }
            assertThat(value(TickField.ORDER_FLOW))
                    .as("update %d", i)
                    .isCloseTo(flow / depth, within(1e-9));
            assertThat(value(TickField.VOLUME_DELTA)).as("update %d", i).isEqualTo(delta);
        }
    }

    @Test
    void isNotANumberWithoutABookOrWithAWrongOne() {
        tick.clear();
        tick.lastPrice = 5;
        book.tick(blocks.of(0), tick, 10, 1);
        for (TickField field : TickField.values()) {
            assertThat(value(field)).as("%s", field).isNaN();
        }
        double[][] wrong = {
            {101, 1, 100, 1},
            {0, 1, 100, 1},
            {Double.NaN, 1, 100, 1},
            {99, Double.NaN, 100, 1},
            {99, 0, 100, 0},
            {99, -5, 100, 9},
            {99, 1, Double.POSITIVE_INFINITY, 1}
        };
        for (double[] b : wrong) {
            give(b[0], b[1], b[2], b[3], 3);
            assertThat(value(TickField.SPREAD)).isNaN();
            assertThat(value(TickField.VOLUME_DELTA)).isNaN();
        }
        give(99, 2, 100, 2, 0);
        give(101, 1, 100, 1, 7);
        assertThat(value(TickField.VOLUME_DELTA)).isEqualTo(7);
        assertThat(value(TickField.MICROPRICE)).isNaN();
    }

    @Test
    void beginsAnewWithASession() {
        give(99, 2, 100, 2, 0);
        give(99, 5, 100, 2, 4);
        tick.depth = 0;
        book.tick(blocks.of(0), tick, 3, 2);
        assertThat(value(TickField.VOLUME_DELTA)).isNaN();
        assertThat(value(TickField.ORDER_FLOW)).isNaN();
    }

    @Test
    void allocatesNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 1000; i++) {
                give(99, i, 100, 2, 1);
                value(TickField.ORDER_FLOW);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).isLessThan(1000);
    }
}
