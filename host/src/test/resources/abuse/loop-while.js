// expect: patterns/loop-while.js:6:28: 'while' may never end: write for (let i = 0; i < 10; i++) with constant bounds
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-while', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { while (true) {} return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
