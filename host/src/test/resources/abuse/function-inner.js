// expect: patterns/function-inner.js:6:28: a function inside a function is not part of the rule language: declare it at the top of the file or in rules/lib
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-function-inner', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { function f() { return 1; } return f() > x.a; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
