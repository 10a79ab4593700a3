// expect: patterns/number-ago-negative.js:5:30: ago(-1.0): bars ago is a whole number from 0 to 5000
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-number-ago-negative', name: 'Abuse', every: '1m',
  inputs: { a: bar.close.ago(-1) },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
