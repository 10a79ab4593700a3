import { pattern, bar, study, crossesAbove } from 'shikra';

export default pattern({
  id: 'NAME',
  name: 'TITLE',
  every: '1m',
  params: {
    fast: { default: 9, min: 2, max: 100 },
    slow: { default: 21, min: 3, max: 300 },
  },
  inputs: p => ({
    close: bar.close,
    crossed: crossesAbove(study.ema({ length: p.fast }), study.ema({ length: p.slow })),
    atr: study.atr({ length: 14 }),
  }),
  when: {
    'the fast average crosses above the slow one': x => x.crossed === 1,
  },
  then: x => ({
    direction: 'long',
    confidence: 0.6,
    stop: x.close - 2 * x.atr,
    target: x.close + 3 * x.atr,
  }),
});
