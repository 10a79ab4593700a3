import { pattern, bar, study, barsSince } from 'shikra';

// Bands inside the channel for a while: the coil; then the first bar outside.
export default pattern({
  id: 'spring-coil',
  every: '15m',
  params: { coiled: { default: 6, min: 2, max: 60 } },
  inputs: {
    close: bar.close,
    upper: study.bbands({ length: 20 }).upper, lower: study.bbands({ length: 20 }).lower,
    outerTop: study.keltner().upper, outerBottom: study.keltner().lower,
    coil: { start: 0, next: (s, x) => (x.upper < x.outerTop && x.lower > x.outerBottom ? s + 1 : 0) },
    before: { start: 0, next: (s, x) => (x.coil > 0 ? x.coil : s) },
    released: barsSince(x => x.coil > 0),
  },
  when: {
    'was coiled for long enough': (x, p) => x.before >= p.coiled,
    'is released by this bar': x => x.released === 1,
    'with a direction': x => x.close > x.upper || x.close < x.lower,
  },
  then: x => ({ direction: x.close > x.upper ? 'long' : 'short', confidence: 0.7, stop: (x.upper + x.lower) / 2 }),
});
