// expect: patterns/loop-bound-from-input.js:6:48: a loop's bounds are numbers known while loading: write for (let i = 0; i < 10; i++) with constant bounds
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-bound-from-input', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { for (let i = 0; i < x.a; i++) {} return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
