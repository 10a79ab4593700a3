import { pattern, bar, day, study } from 'shikra';

export default pattern({
  id: 'opening-range-breakout',
  name: 'Opening range breakout',
  every: '1m',
  universe: { segments: ['NSE'], price: [50, 10_000] },
  inputs: {
    close: bar.close,
    high15: day.openingRange(15).high,
    low15: day.openingRange(15).low,
    rvol: study.rvol({ days: 20 }),
    trend: study.ema({ length: 21, on: '5m' }),
  },
  when: {
    'closes above the opening range': x => x.close > x.high15,
    'on 1.5 times usual volume': x => x.rvol > 1.5,
    'in an up-trend': x => x.close > x.trend,
  },
  then: x => ({
    direction: 'long',
    confidence: 0.6 + Math.min(0.3, (x.rvol - 1.5) / 10),
    stop: x.low15,
    target: x.close + 2 * (x.close - x.low15),
  }),
});
