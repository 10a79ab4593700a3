import { pattern, bar, study, crossesAbove } from 'shikra';
import { bounded } from '../lib/numbers.js';

export default pattern({
  id: 'vwap-reclaim',
  name: 'VWAP reclaim',
  every: '1m',
  universe: { price: [20, 10_000_000] },
  params: {
    times: { default: 1.2, min: 1, max: 10 },
  },
  inputs: {
    close: bar.close,
    vwap: study.vwap().value,
    reclaimed: crossesAbove(bar.close, study.vwap().value),
    volume: bar.volume,
    usual: study.sma({ length: 20, source: 'volume' }),
    atr: study.atr({ length: 14 }),
  },
  when: {
    'closes back above the session VWAP': x => x.reclaimed === 1,
    'on more volume than usual': (x, p) => x.volume > p.times * x.usual,
    'not far above it yet': x => x.close - x.vwap < x.atr,
  },
  then: x => ({
    direction: 'long',
    confidence: bounded(0.5 + x.volume / x.usual / 20, 0.5, 0.85),
    stop: x.vwap - x.atr,
    target: x.close + 2 * (x.close - x.vwap + x.atr),
  }),
});
