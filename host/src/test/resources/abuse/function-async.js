// expect: patterns/function-async.js:6:21: 'async' is not part of the rule language: a rule waits for nothing, write x => ...
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-function-async', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': async x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
