import { pattern, bar, study, crossesAbove } from 'shikra';

export default pattern({
  id: 'NAME',
  name: 'TITLE',
  every: '5m',
  params: {
    level: { default: 30, min: 5, max: 50 },
  },
  inputs: p => ({
    close: bar.close,
    low: bar.low,
    turned: crossesAbove(study.rsi({ length: 14 }), p.level),
    atr: study.atr({ length: 14 }),
  }),
  when: {
    'RSI comes back above the level': x => x.turned === 1,
  },
  then: x => ({
    direction: 'long',
    confidence: 0.55,
    stop: x.low - x.atr,
    target: x.close + 2 * x.atr,
  }),
});
