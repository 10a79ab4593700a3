package dev.shikra.bench;

import java.util.Arrays;

/** Rates of the windows of one measurement. */
final class Windows {
    private final double[] rates;
    private final double[] cpuRates;
    private int count;

    Windows(int capacity) {
        rates = new double[capacity];
        cpuRates = new double[capacity];
    }

    /** Takes a rate whose work was spread over threads. */
    void add(double rate) {
        add(rate, Double.NaN);
    }

    /**
     * Takes the rate of one thread.
     *
     * @param rate by the clock on the wall
     * @param cpuRate by the time the thread had a core; NaN where that says nothing
     */
    void add(double rate, double cpuRate) {
        rates[count] = rate;
        cpuRates[count] = cpuRate;
        count++;
    }

    double median() {
        return sorted(rates)[count / 2];
    }

    private double[] sorted(double[] values) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return sorted;
    }

    void report(Results results, String bench, String subject) {
        double[] sorted = sorted(rates);
        results.add(bench, subject, median(), "ticks/s");
        results.add(bench, subject + ": slowest window", sorted[0], "ticks/s");
        results.add(bench, subject + ": fastest window", sorted[count - 1], "ticks/s");
        double cpu = sorted(cpuRates)[count / 2];
        if (!Double.isNaN(cpu)) {
            // What a machine does that has a core to spare for the engine.
            results.add(bench, subject + ": by CPU time of the engine thread", cpu, "ticks/s");
        }
    }
}
