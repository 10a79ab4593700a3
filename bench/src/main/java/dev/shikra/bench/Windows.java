package dev.shikra.bench;

import java.util.Arrays;

/** Rates of the windows of one measurement. */
final class Windows {
    private final double[] rates;
    private int count;

    Windows(int capacity) {
        rates = new double[capacity];
    }

    void add(double rate) {
        rates[count++] = rate;
    }

    double median() {
        return sorted()[count / 2];
    }

    private double[] sorted() {
        double[] sorted = Arrays.copyOf(rates, count);
        Arrays.sort(sorted);
        return sorted;
    }

    void report(Results results, String bench, String subject) {
        double[] sorted = sorted();
        results.add(bench, subject, median(), "ticks/s");
        results.add(bench, subject + ": slowest window", sorted[0], "ticks/s");
        results.add(bench, subject + ": fastest window", sorted[count - 1], "ticks/s");
    }
}
