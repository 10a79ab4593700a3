import { pattern, bar, previousDay, session, study, barsSince, sequence } from 'shikra';

export default pattern({
  id: 'failed-breakdown',
  name: 'Failed breakdown below the day before',
  every: '5m',
  universe: { segments: ['NSE'], price: [50, 20_000] },
  params: {
    within: { default: 6, min: 1, max: 30, label: 'bars from the break to the return' },
  },
  inputs: p => ({
    close: bar.close,
    low: bar.low,
    floor: previousDay.low,
    atr: study.atr({ length: 14 }),
    phase: session.phase,
    left: session.minutesToClose,
    returned: sequence([x => x.close < x.floor, x => x.close > x.floor], p.within),
    sinceBelow: barsSince(x => x.close < x.floor),
    lowest: bar.low.lowest(12),
  }),
  when: {
    'closes back above the low of the day before': x => x.returned === 1,
    'not in the first half hour': x => x.phase !== 'opening',
    'with time left to work': x => x.left >= 60,
  },
  then: x => ({
    direction: 'long',
    confidence: 0.65,
    stop: x.lowest - 0.25 * x.atr,
    target: x.close + 2 * (x.close - x.lowest),
    note: `back above ${x.floor} after ${x.sinceBelow} bars`,
  }),
});
