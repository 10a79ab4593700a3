// expect: patterns/memory-bigint-power.js:6:26: a BigInt is not part of the rule language: write a plain number, without n
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-bigint-power', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => 2n ** 9999999n > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
