import { pattern, bar, day, session, study } from 'shikra';

export default pattern({
  id: 'volume-breakout',
  every: '5m',
  universe: { price: [10, 10_000] },
  params: { times: { default: 2, min: 1, max: 10 }, bars: { default: 20, min: 5, max: 100 } },
  inputs: p => ({
    close: bar.close, open: bar.open, high: bar.high, low: bar.low,
    top: bar.high.highest(p.bars).ago(1), bottom: bar.low.lowest(p.bars).ago(1),
    rvol: study.rvol({ days: 20 }), phase: session.phase, atr: study.atr(), change: day.change,
  }),
  when: {
    'leaves the range by its close': x => x.close > x.top || x.close < x.bottom,
    'on volume that fits the time of day': (x, p) => x.rvol > (x.phase === 'opening' ? 1.3 : x.phase === 'closing' ? 1.2 : 1) * p.times,
    'closes near its extreme': x => {
      const range = x.high - x.low;
      if (range === 0) {
        return false;
      } else if (x.close > x.top) {
        return (x.close - x.low) / range > 0.7;
      }
      return (x.high - x.close) / range > 0.7;
    },
  },
  then: x => ({
    direction: x.close > x.top ? 'long' : 'short',
    confidence: Math.min(0.95, 0.6 + Math.log1p(x.rvol) / 10),
    stop: x.close > x.top ? x.top - x.atr : x.bottom + x.atr,
    target: x.close > x.top ? x.close + 3 * x.atr : x.close - 3 * x.atr,
    note: `${x.rvol} times the usual volume, ${x.change} % today`,
  }),
});
