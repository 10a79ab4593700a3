// expect: patterns/code-generator-function.js:6:26: CallExpression is not part of the rule language: use numbers, comparisons, Math and declared inputs
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-generator-function', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Object.getPrototypeOf(function* () {}).constructor('yield 1')() > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
