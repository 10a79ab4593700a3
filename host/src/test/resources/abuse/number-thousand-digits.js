// expect: patterns/number-thousand-digits.js:6:26: '999999999999999999999999999999999999999999999999999999999999999999999999999999
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-number-thousand-digits', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => @@repeat("9", 1000)@@ > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
