// expect: patterns/code-function.js:6:26: CallExpression is not part of the rule language: use numbers, comparisons, Math and declared inputs
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-function', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Function('return 1')() > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
