package dev.shikra.plugins.studies;

import dev.shikra.api.study.StudyContract;
import dev.shikra.api.study.StudyFactory;
import dev.shikra.api.study.StudySpec;
import java.util.Map;
import java.util.stream.Stream;

class StudiesContractTest extends StudyContract {
    private final Studies studies = new Studies();

    @Override
    protected StudyFactory factory() {
        return studies;
    }

    @Override
    protected Stream<StudySpec> moreSpecs() {
        return Stream.of(
                spec("sma", Map.of("length", "1")),
                spec("sma", Map.of("length", "200", "source", "volume")),
                spec("ema", Map.of("length", "9", "seed", "first")),
                spec("rsi", Map.of("length", "2", "source", "hlc3")),
                spec("atr", Map.of("tr0", "true")),
                spec("vwap", Map.of("anchor", "start")),
                spec("vwap", Map.of("anchor", "rolling", "length", "7")),
                spec("rvol", Map.of("days", "3", "min", "1")),
                spec("openingrange", Map.of("minutes", "30")),
                spec("wma", Map.of("length", "1")),
                spec("kama", Map.of("length", "1", "source", "ohlc4")),
                spec("macd", Map.of("seed", "own", "signal", "1")),
                spec("macd", Map.of("seed", "first", "fast", "5")),
                spec("adx", Map.of("length", "2")),
                spec("aroon", Map.of("length", "1")),
                spec("stoch", Map.of("k", "5", "smooth", "1", "d", "1")),
                spec("stddev", Map.of("length", "2", "sample", "true", "source", "hl2")),
                spec("bbands", Map.of("length", "1")),
                spec("linreg", Map.of("length", "2", "source", "open")),
                spec("min", Map.of("length", "1", "source", "low")),
                spec("max", Map.of("length", "200", "source", "high")),
                spec("donchian", Map.of("length", "5", "previous", "true")),
                spec("volumeprofile", Map.of("anchor", "start", "rows", "12")),
                spec("volumeprofile", Map.of("tick", "0.05")),
                spec("volumeprofile", Map.of("anchor", "rolling", "length", "12", "rows", "40")),
                spec("initialbalance", Map.of("minutes", "30")),
                spec("relstrength", Map.of("length", "1")),
                spec("levels", Map.of("lookback", "20", "wing", "1")),
                spec("candles", Map.of("trend", "slope")),
                spec("cdlhammer", Map.of("trend", "ema", "trendLength", "5")),
                spec("pivots", Map.of("kind", "fibonacci")),
                spec("pivots", Map.of("kind", "cpr")),
                spec("pivots", Map.of("kind", "camarilla")));
    }
}
