import { pattern, bar, previousDay, study, sequence, time } from 'shikra';

// Stops above the high of the day before are taken, and price falls back through a gap that it left on the way up.
export default pattern({
  id: 'liquidity-sweep',
  every: '5m',
  inputs: {
    high: bar.high, low: bar.low, close: bar.close, pdh: previousDay.high, pdl: previousDay.low,
    twoBack: bar.low.ago(2), highTwoBack: bar.high.ago(2),
    gapDown: x => (x.high < x.twoBack ? 1 : 0),
    swept: sequence([x => x.high > x.pdh, x => x.close < x.pdh, x => x.gapDown === 1], 4),
    peak: { start: 0, next: (s, x) => (x.high > x.pdh ? Math.max(s, x.high) : x.close < x.pdl ? 0 : s), restart: 'session' },
    atr: study.atr(), clock: time.minutes,
  },
  when: {
    'stops above the day before were taken, then a gap down': x => x.swept === 1,
    'in the hours in which it works': x => (x.clock >= 570 && x.clock <= 660) || (x.clock >= 810 && x.clock <= 900),
    'the premium half of the day before': x => x.close > (x.pdh + x.pdl) / 2,
  },
  then: x => ({ direction: 'short', confidence: 0.65, stop: x.peak + 0.1 * x.atr, target: x.pdl }),
});
