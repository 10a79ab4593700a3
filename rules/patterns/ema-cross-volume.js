import { pattern, bar, study, crossesAbove } from 'shikra';
import { bounded } from '../lib/numbers.js';

export default pattern({
  id: 'ema-cross-volume',
  name: 'EMA cross with volume',
  every: '1m',
  universe: { price: [20, 10_000_000] },
  params: {
    times: { default: 1.5, min: 1, max: 10 },
  },
  inputs: {
    close: bar.close,
    crossed: crossesAbove(study.ema({ length: 9 }), study.ema({ length: 21 })),
    volume: bar.volume,
    usual: study.sma({ length: 20, source: 'volume' }),
    atr: study.atr({ length: 14 }),
  },
  when: {
    'EMA 9 crosses above EMA 21': x => x.crossed === 1,
    'on more volume than usual': (x, p) => x.volume > p.times * x.usual,
  },
  then: x => ({
    direction: 'long',
    confidence: bounded(0.5 + x.volume / x.usual / 20, 0.5, 0.9),
    stop: x.close - 2 * x.atr,
    target: x.close + 4 * x.atr,
  }),
});
