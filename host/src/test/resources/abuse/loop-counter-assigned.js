// expect: patterns/loop-counter-assigned.js:6:59: 'i' can't be assigned: declare it with let in this function
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-loop-counter-assigned', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { for (let i = 0; i < 10; i++) { i = 0; } return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
