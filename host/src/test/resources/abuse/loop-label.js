// expect: patterns/loop-label.js:6:28: a label is not part of the rule language: leave it out
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-label', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { out: for (let i = 0; i < 3; i++) { continue out; } return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
