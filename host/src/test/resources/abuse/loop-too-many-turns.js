// expect: patterns/loop-too-many-turns.js:6:39: this loop turns 1000000000 times with those around it: at most 100000 are allowed, write a smaller bound
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-too-many-turns', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { let s = 0; for (let i = 0; i < 1e9; i++) { s = s + x.a; } return s > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
