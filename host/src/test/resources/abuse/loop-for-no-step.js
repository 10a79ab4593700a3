// expect: patterns/loop-for-no-step.js:6:28: a loop without counter, limit and step may never end: write for (let i = 0; i < 10; i++) with constant bounds
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-for-no-step', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { for (let i = 0; i < 10;) {} return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
