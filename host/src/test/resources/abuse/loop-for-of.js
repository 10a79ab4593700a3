// expect: patterns/loop-for-of.js:6:28: for-of needs a list: write for (let i = 0; i < 10; i++) with constant bounds
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-for-of', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { for (const k of [1, 2]) { } return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
