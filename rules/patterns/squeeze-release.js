import { pattern, bar, study, any, atLeast } from 'shikra';

export default pattern({
  id: 'squeeze-release',
  name: 'Release from a squeeze',
  every: '5m',
  universe: { price: [20, 10_000_000] },
  params: {
    bars: { default: 20, min: 10, max: 100, label: 'bars of the range' },
    narrow: { default: 3, min: 1, max: 10, label: 'range in ATRs that counts as narrow' },
  },
  inputs: p => ({
    close: bar.close,
    closes: bar.close.window(4),
    top: bar.high.highest(p.bars).ago(1),
    bottom: bar.low.lowest(p.bars).ago(1),
    atr: study.atr({ length: 14 }),
    volume: bar.volume,
    usual: bar.volume.mean(20).ago(1),
    trend: study.ema({ length: 21, on: '15m' }),
  }),
  when: {
    'the range was narrow': (x, p) => x.top - x.bottom < p.narrow * x.atr,
    'leaves the range': any({
      'above its top': x => x.close > x.top,
      'below its bottom': x => x.close < x.bottom,
    }),
    'with force': atLeast(2, {
      'on twice the usual volume': x => x.volume > 2 * x.usual,
      'a wide step': x => Math.abs(x.closes[0] - x.closes[1]) > 0.8 * x.atr,
      'the same way three bars long': x => {
        let up = 0;
        for (let i = 0; i < 3; i++) {
          up += x.closes[i] > x.closes[i + 1] ? 1 : -1;
        }
        return Math.abs(up) === 3;
      },
      'with the longer trend': x => (x.close > x.top) === (x.close > x.trend),
    }),
  },
  then: x => ({
    direction: x.close > x.top ? 'long' : 'short',
    confidence: 0.7,
    stop: (x.top + x.bottom) / 2,
    target: x.close + 2 * (x.close - (x.top + x.bottom) / 2),
    note: `range ${x.bottom} to ${x.top}, volume ${x.volume / x.usual} times usual`,
  }),
});
