// expect: patterns/memory-text-concatenation.js:6:26: this gives text, and a number is needed: write a number
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-text-concatenation', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => 'a' + 'b' === 'ab' && x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
