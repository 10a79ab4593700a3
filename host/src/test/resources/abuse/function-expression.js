// expect: patterns/function-expression.js:6:21: a function expression is not part of the rule language: write an arrow function, x => ...
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-function-expression', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': function (x) { return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
