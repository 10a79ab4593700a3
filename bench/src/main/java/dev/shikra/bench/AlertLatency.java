package dev.shikra.bench;

import dev.shikra.api.signal.Alert;
import dev.shikra.api.signal.Notifier;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * How long alerts are on their way, stage by stage. The engine thread notes what it knows of an
 * alert, the notifier's thread takes it up in the same order.
 *
 * <p>The way begins when the exchange was to send the tick, by its plan, and not when it came to
 * it: a tick that had to wait behind a stall counts with its wait.
 */
final class AlertLatency implements Notifier {
    /** The rows of the result, in the order of a tick's life. */
    enum Stage {
        TO_RECEIPT("planned send to receipt"),
        TO_INDICATOR("receipt to indicator"),
        TO_PATTERN("indicator to pattern"),
        TO_ALERT("pattern to alert"),
        TO_NOTIFICATION("alert to notification"),
        /** A part of the row before. */
        DISK("of that, waiting for the disk"),
        WHOLE("end to end");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private static final int RING = 1 << 17;
    private static final int FIELDS = 5;

    /** In place of a time: no clock of a running machine stands there. */
    private static final long UNCOUNTED = Long.MIN_VALUE;

    private static final long LONGEST_NANOS = 60_000_000_000L;

    private final long[] noted = new long[RING * FIELDS];
    private final Histogram[] histograms = new Histogram[Stage.values().length];
    private final AtomicLong handed = new AtomicLong();
    private final AtomicLong delivered = new AtomicLong();
    private volatile boolean measuring;

    /** The notifier's thread's. */
    private long waitedNanos;

    private volatile long lastNanos = LONGEST_NANOS;

    AlertLatency() {
        for (int i = 0; i < histograms.length; i++) {
            histograms[i] = new Histogram(LONGEST_NANOS, 3);
        }
    }

    /** Notes an alert that is about to be handed over. Engine thread; {@link System#nanoTime}. */
    void alert(
            long plannedNanos,
            long receiptNanos,
            long indicatorNanos,
            long patternNanos,
            long alertNanos) {
        long number = handed.get();
        if (number - delivered.get() >= RING) {
            throw new IllegalStateException(
                    "more than " + RING + " alerts wait for their notifier: it can't keep up");
        }
        int at = (int) (number & (RING - 1)) * FIELDS;
        noted[at] = plannedNanos;
        noted[at + 1] = receiptNanos;
        noted[at + 2] = indicatorNanos;
        noted[at + 3] = patternNanos;
        noted[at + 4] = alertNanos;
        handed.set(number + 1); // what is noted is seen by whoever sees the number
    }

    /** An alert is about to be handed over that does not count. Engine thread. */
    void otherAlert() {
        alert(UNCOUNTED, 0, 0, 0, 0);
    }

    /**
     * So long the next alert waited for the disk, ns. The notifier's thread, before it delivers.
     */
    void waited(long nanos) {
        waitedNanos = nanos;
    }

    @Override
    public String id() {
        return "bench";
    }

    @Override
    public void deliver(Alert alert) {
        long now = System.nanoTime();
        long number = delivered.get();
        if (handed.get() <= number) {
            throw new IllegalStateException("an alert was delivered that nobody handed over");
        }
        int at = (int) (number & (RING - 1)) * FIELDS;
        long plannedNanos = noted[at];
        long receipt = noted[at + 1];
        long indicator = noted[at + 2];
        long pattern = noted[at + 3];
        long made = noted[at + 4];
        delivered.set(number + 1);
        if (plannedNanos == UNCOUNTED) {
            return;
        }
        lastNanos = now - plannedNanos;
        if (!measuring) {
            return;
        }
        add(Stage.TO_RECEIPT, receipt - plannedNanos);
        add(Stage.TO_INDICATOR, indicator - receipt);
        add(Stage.TO_PATTERN, pattern - indicator);
        add(Stage.TO_ALERT, made - pattern);
        add(Stage.TO_NOTIFICATION, now - made);
        add(Stage.DISK, waitedNanos);
        add(Stage.WHOLE, now - plannedNanos);
    }

    private void add(Stage stage, long nanos) {
        histograms[stage.ordinal()].recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }

    /** {@return how long the last alert was on its way, ns} */
    long lastNanos() {
        return lastNanos;
    }

    /** From now on alerts count. */
    void measure() {
        measuring = true;
    }

    void end() {
        measuring = false;
    }

    /**
     * Gives p50, p99, p99.9 and the maximum of every stage, in ms. After {@link #end} and the last
     * delivery.
     */
    void report(Results results, String subject) {
        Histogram whole = histograms[Stage.WHOLE.ordinal()];
        if (whole.getTotalCount() < 1_000) {
            throw new IllegalStateException(
                    subject
                            + ": only "
                            + whole.getTotalCount()
                            + " alerts: no distribution can be told from that");
        }
        for (Stage stage : Stage.values()) {
            Histogram histogram = histograms[stage.ordinal()];
            String row = subject + ", " + stage.text();
            results.add("latency", row + ", p50", ms(histogram.getValueAtPercentile(50)), "ms");
            results.add("latency", row + ", p99", ms(histogram.getValueAtPercentile(99)), "ms");
            results.add("latency", row + ", p99.9", ms(histogram.getValueAtPercentile(99.9)), "ms");
            results.add("latency", row + ", max", ms(histogram.getMaxValue()), "ms");
        }
        results.add("latency", subject + ", alerts", whole.getTotalCount(), "alerts");
    }

    private static double ms(long nanos) {
        return nanos / 1e6;
    }
}
