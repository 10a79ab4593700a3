package dev.shikra.bench;

import dev.shikra.api.market.Tick;
import dev.shikra.api.source.TickFrame;
import dev.shikra.api.source.TickSink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.indicators.volume.VWAPIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/**
 * ta4j doing the same studies on the same ticks: per instrument a series of one-minute bars on
 * doubles with a bounded number of bars, each trade added to the last bar, the six indicators read
 * when a bar is complete, or at each tick. It decodes with our decoder and does nothing else of
 * what the engine does: no duplicates, sessions, longer bars, rules or signals.
 *
 * <p>What ta4j has no equal of: session VWAP is its VWAP over half a session of bars, relative
 * volume at the time of day is volume over its mean of 20 bars.
 */
final class Ta4jPeer {
    private static final String NAME = "ta4j 0.22.2";
    private static final int BARS = 400;
    private static final int HALF_A_SESSION = 188;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** When indicators are read. */
    enum Read {
        CLOSED_BARS,
        EVERY_TICK
    }

    private final MarketFeed feed;

    Ta4jPeer(MarketFeed feed) {
        this.feed = feed;
    }

    /** Reports ours beside the peer's, read at closed bars and at each tick. */
    void compare(double ours, String subject, EngineBench.Plan plan, Results results) {
        results.add(
                "engine",
                subject + "; peer reads at closed bars",
                ours,
                "ticks/s",
                NAME,
                rate(Read.CLOSED_BARS, plan, feed.frameCount()));
        results.add(
                "engine",
                subject + "; peer reads at each tick",
                ours,
                "ticks/s",
                NAME,
                rate(Read.EVERY_TICK, plan, feed.frameCount() / 4));
    }

    private double rate(Read read, EngineBench.Plan plan, int frames) {
        var market = new Market(read);
        var decoder = new TickFrame.Decoder(feed.instruments().size());
        // Continues the market's time, as the engine's windows do; sessions do not matter to it.
        long start = feed.receiptMs(0);
        long step = (feed.spanMs() / 1000 + 1) * 1000;
        long end = System.nanoTime() + plan.warmUpMs() * 1_000_000;
        do {
            start += step;
            feed.moveTo(start, false);
            run(decoder, market, frames);
        } while (System.nanoTime() < end);
        var windows = new Windows(Math.min(7, plan.windows()));
        for (int w = 0; w < Math.min(7, plan.windows()); w++) {
            start += step;
            feed.moveTo(start, false);
            long begin = System.nanoTime();
            run(decoder, market, frames);
            windows.add(
                    (double) frames * MarketFeed.TICKS_A_FRAME * 1e9 / (System.nanoTime() - begin));
        }
        if (!(market.sum > 0)) {
            throw new IllegalStateException(NAME + " computed nothing: " + market.sum);
        }
        return windows.median();
    }

    private void run(TickFrame.Decoder decoder, Market market, int frames) {
        for (int f = 0; f < frames; f++) {
            byte[] bytes = feed.frame(f);
            decoder.decode(bytes, 0, bytes.length, market);
        }
    }

    private static final class Market implements TickSink {
        private final List<Series> series = new ArrayList<>();
        private final Read read;
        private double sum;

        Market(Read read) {
            this.read = read;
            for (int row = 0; row < MarketFeed.INSTRUMENTS; row++) {
                series.add(new Series());
            }
        }

        @Override
        public void tick(Tick tick) {
            Series s = series.get(tick.instrument);
            double units = Double.isNaN(s.cumulative) ? 0 : tick.volume - s.cumulative;
            s.cumulative = tick.volume;
            if (units <= 0) {
                return; // only a quote
            }
            long minute = tick.exchangeTimeMs / 60_000;
            Num price = DoubleNum.valueOf(tick.lastPrice);
            Num volume = DoubleNum.valueOf(units);
            if (minute != s.minute) {
                if (s.minute != 0 && read == Read.CLOSED_BARS) {
                    sum += s.read();
                }
                s.minute = minute;
                s.begin(minute, price, volume);
            } else {
                s.bars.addTrade(volume, price);
            }
            if (read == Read.EVERY_TICK) {
                sum += s.read();
            }
        }

        @Override
        public void fault(Fault fault, int at) {
            throw new IllegalStateException("the feed has a fault: " + fault);
        }
    }

    private static final class Series {
        final BarSeries bars =
                new BaseBarSeriesBuilder()
                        .withNumFactory(DoubleNumFactory.getInstance())
                        .withMaxBarCount(BARS)
                        .build();
        private final List<Indicator<Num>> studies = new ArrayList<>();
        private final VolumeIndicator volume = new VolumeIndicator(bars);
        private final SMAIndicator usual = new SMAIndicator(volume, 20);
        long minute;
        double cumulative = Double.NaN;

        Series() {
            var close = new ClosePriceIndicator(bars);
            studies.add(new SMAIndicator(close, 20));
            studies.add(new EMAIndicator(close, 20));
            studies.add(new RSIIndicator(close, 14));
            studies.add(new ATRIndicator(bars, 14));
            studies.add(new VWAPIndicator(bars, HALF_A_SESSION));
        }

        void begin(long minute, Num price, Num units) {
            bars.barBuilder()
                    .timePeriod(MINUTE)
                    .endTime(Instant.ofEpochMilli((minute + 1) * 60_000))
                    .openPrice(price)
                    .highPrice(price)
                    .lowPrice(price)
                    .closePrice(price)
                    .volume(units)
                    .amount(price.multipliedBy(units))
                    .trades(1)
                    .add();
        }

        double read() {
            int last = bars.getEndIndex();
            double sum = 0;
            for (int i = 0; i < studies.size(); i++) {
                double value = studies.get(i).getValue(last).doubleValue();
                if (value > 0) {
                    sum += value;
                }
            }
            double ratio = volume.getValue(last).doubleValue() / usual.getValue(last).doubleValue();
            return ratio > 0 ? sum + ratio : sum;
        }
    }
}
