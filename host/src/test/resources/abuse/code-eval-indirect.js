// expect: patterns/code-eval-indirect.js:6:27: a comma between expressions hides the first: a clause gives one value; write a const and an expression
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-eval-indirect', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => (0, eval)('1') > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
