// expect: patterns/shape-every-nanosecond.js:4:40: unknown timeframe '1ns': did you mean '15m'? Known: tick, 1m, 3m, 5m, 15m, 30m, 1h, day
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-x', name: 'Abuse', every: '1ns',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
