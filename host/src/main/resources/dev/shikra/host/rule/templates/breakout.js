import { pattern, bar, study } from 'shikra';

export default pattern({
  id: 'NAME',
  name: 'TITLE',
  every: '5m',
  params: {
    bars: { default: 20, min: 2, max: 200 },
    times: { default: 1.5, min: 1, max: 10 },
  },
  inputs: p => ({
    close: bar.close,
    volume: bar.volume,
    ceiling: study.donchian({ length: p.bars, previous: true }).upper,
    floor: study.donchian({ length: p.bars, previous: true }).lower,
    usual: study.sma({ length: 20, source: 'volume' }),
  }),
  when: {
    'closes above the highest high of the bars before': x => x.close > x.ceiling,
    'on more volume than usual': (x, p) => x.volume > p.times * x.usual,
  },
  then: x => ({
    direction: 'long',
    confidence: 0.6,
    stop: (x.ceiling + x.floor) / 2,
    target: x.close + (x.ceiling - x.floor),
  }),
});
