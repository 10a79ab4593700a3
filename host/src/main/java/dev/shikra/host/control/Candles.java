package dev.shikra.host.control;

import java.util.List;

/**
 * Closed bars, oldest first, with studies and alerts over them.
 *
 * @param zone the market's
 */
public record Candles(
        String instrument,
        String timeframe,
        String zone,
        List<Candle> bars,
        List<Line> lines,
        List<RaisedAlert> alerts) {
    public Candles {
        bars = List.copyOf(bars);
        lines = List.copyOf(lines);
        alerts = List.copyOf(alerts);
    }

    /**
     * A closed bar.
     *
     * @param startMs epoch ms
     * @param volume units
     */
    public record Candle(
            long startMs, double open, double high, double low, double close, double volume) {}

    /**
     * An output of a study.
     *
     * @param study with all its parameters: {@code ema(length=21,...)}
     * @param name of the study
     * @param output of the study
     * @param values one a bar; NaN during warm-up, which begins at the first bar that is kept
     */
    public record Line(String study, String name, String output, List<Double> values) {
        public Line {
            values = List.copyOf(values);
        }
    }
}
