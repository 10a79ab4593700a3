// expect: patterns/recursion.js:3:16: 'f' calls itself, which may never end: write a for loop with constant bounds
import { pattern, bar } from 'shikra';
const f = a => f(a + 1);
export default pattern({
  id: 'abuse-recursion', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
