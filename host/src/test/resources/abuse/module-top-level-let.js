// expect: patterns/module-top-level-let.js:2:1: 'let' at the top of a file could change, and a rule remembers nothing: write const
let memory = 0;
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-top-let', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
