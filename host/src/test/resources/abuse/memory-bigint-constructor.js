// expect: patterns/memory-bigint-constructor.js:6:26: unknown name 'BigInt': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-bigint-constructor', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => BigInt(2) ** BigInt(1e9) > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
