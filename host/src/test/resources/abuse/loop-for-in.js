// expect: patterns/loop-for-in.js:6:28: for-in needs an object: write for (let i = 0; i < 10; i++) with constant bounds
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-for-in', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { for (const k in x) { } return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
