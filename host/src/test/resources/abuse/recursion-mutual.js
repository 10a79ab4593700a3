// expect: patterns/recursion-mutual.js:4:26: 'even' calls itself, which may never end: write a for loop with constant bounds
import { pattern, bar } from 'shikra';
function even(a) { return odd(a - 1); }
function odd(a) { return even(a - 1); }
export default pattern({
  id: 'abuse-recursion-mutual', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => even(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
