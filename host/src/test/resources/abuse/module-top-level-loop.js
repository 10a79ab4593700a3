// expect: patterns/module-top-level-loop.js:2:1: 'while' may never end: write for (let i = 0; i < 10; i++) with constant bounds
while (true) {}
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-top-loop', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
