// expect: patterns/function-generator.js:6:21: a generator is not part of the rule language: write x => ... with one value
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-function-generator', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': function* (x) { yield 1; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
