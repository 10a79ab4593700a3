package dev.shikra.bench;

import dev.shikra.api.market.Bar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.ParabolicSarIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.StochasticOscillatorDIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.StochasticRSIIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.averages.WMAIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.supertrend.SuperTrendIndicator;
import org.ta4j.core.indicators.volume.MoneyFlowIndexIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/** ta4j as it is used live: a tick changes the last bar, then every indicator is read there. */
final class Ta4jReread {
    private static final int BARS_KEPT = 1_000;

    private final BarSeries series =
            new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();
    private final List<Indicator<Num>> indicators;

    Ta4jReread(StudySample sample, int bars) {
        series.setMaximumBarCount(BARS_KEPT);
        for (int i = 0; i < bars; i++) {
            Bar bar = sample.bars[i];
            series.barBuilder()
                    .timePeriod(Duration.ofMinutes(1))
                    .endTime(Instant.ofEpochMilli(bar.endMs))
                    .openPrice(bar.open)
                    .highPrice(bar.high)
                    .lowPrice(bar.low)
                    .closePrice(bar.close)
                    .volume(bar.volume)
                    .add();
        }
        var close = new ClosePriceIndicator(series);
        var k = new StochasticOscillatorKIndicator(series, 14);
        indicators =
                List.of(
                        new SMAIndicator(close, 20),
                        new SMAIndicator(close, 200),
                        new EMAIndicator(close, 9),
                        new EMAIndicator(close, 21),
                        new EMAIndicator(close, 200),
                        new WMAIndicator(close, 20),
                        new MACDIndicator(close),
                        new RSIIndicator(close, 14),
                        k,
                        new StochasticOscillatorDIndicator(k),
                        new StochasticRSIIndicator(close, 14),
                        new WilliamsRIndicator(series, 14),
                        new CCIIndicator(series, 20),
                        new ROCIndicator(close, 10),
                        new ADXIndicator(series, 14),
                        new AroonUpIndicator(series, 14),
                        new ParabolicSarIndicator(series),
                        new ATRIndicator(series, 14),
                        new StandardDeviationIndicator(close, 20),
                        new DonchianChannelUpperIndicator(series, 20),
                        new SuperTrendIndicator(series),
                        new MoneyFlowIndexIndicator(series, 14),
                        new OnBalanceVolumeIndicator(series));
        read();
    }

    int indicators() {
        return indicators.size();
    }

    double tick(double price) {
        series.addPrice(series.numFactory().numOf(price));
        return read();
    }

    private double read() {
        double sum = 0;
        for (Indicator<Num> indicator : indicators) {
            sum += indicator.getValue(series.getEndIndex()).doubleValue();
        }
        return sum;
    }
}
