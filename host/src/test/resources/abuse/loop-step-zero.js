// expect: patterns/loop-step-zero.js:6:52: the counter never reaches its limit: write for (let i = 0; i < 10; i++) with constant bounds
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-step-zero', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { for (let i = 0; i < 10; i += 0) {} return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
