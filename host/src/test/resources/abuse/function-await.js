// expect: patterns/function-await.js:6:21: 'async' is not part of the rule language: a rule waits for nothing, write x => ...
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-function-await', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': async x => await x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
