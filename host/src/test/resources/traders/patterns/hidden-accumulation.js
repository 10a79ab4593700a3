import { pattern, bar, day, study } from 'shikra';

// Volume comes in while the price is held: much more of it on bars that close up than down, in a narrow day.
export default pattern({
  id: 'hidden-accumulation',
  every: '5m',
  inputs: {
    close: bar.close, open: bar.open, volume: bar.volume,
    up: { start: 0, next: (s, x) => s * 0.95 + (x.close > x.open ? x.volume : 0), restart: 'session' },
    down: { start: 0, next: (s, x) => s * 0.95 + (x.close < x.open ? x.volume : 0), restart: 'session' },
    high: day.high, low: day.low, obv: study.obv().rising(4), cmf: study.cmf(), minutes: day.minutes,
  },
  when: {
    'bought twice as much as sold': x => x.up > 2 * x.down,
    'the price is held': x => (x.high - x.low) / x.close < 0.012,
    'money flows in': x => x.obv === 1 && x.cmf > 0.1,
    'for an hour': x => x.minutes >= 60,
  },
  then: x => ({ direction: 'long', confidence: Math.min(0.9, 0.5 + x.cmf), stop: x.low, target: x.high + (x.high - x.low) }),
});
