// expect: patterns/module-top-level-await.js:2:1: 'await' is not part of the rule language: a rule waits for nothing
await new Promise(() => {});
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-top-await', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
