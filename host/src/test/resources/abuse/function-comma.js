// expect: patterns/function-comma.js:6:27: a comma between expressions hides the first: a clause gives one value; write a const and an expression
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-function-comma', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => (1, x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
