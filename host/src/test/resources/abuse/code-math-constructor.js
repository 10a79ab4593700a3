// expect: patterns/code-math-constructor.js:6:26: CallExpression is not part of the rule language: use numbers, comparisons, Math and declared inputs
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-math-constructor', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Math.max.constructor('return globalThis')() > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
