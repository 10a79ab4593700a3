// expect: patterns/loop-nested-too-many.js:6:72: this loop turns 1000000 times with those around it: at most 100000 are allowed, write a smaller bound
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-nested-too-many', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { let s = 0; for (let i = 0; i < 1000; i++) { for (let j = 0; j < 1000; j++) { for (let k = 0; k < 1000; k++) { s = s + x.a; } } } return s > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
