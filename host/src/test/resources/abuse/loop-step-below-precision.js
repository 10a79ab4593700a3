// expect: patterns/loop-step-below-precision.js:6:71: a loop's bounds and step are from 0.000001 to 1e9: write for (let i = 0; i < 10; i++) with constant bounds
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-step-below-precision', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { let s = 0; for (let i = 9e8; i < 1e9; i += 1e-7) { s = s + x.a; } return s > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
