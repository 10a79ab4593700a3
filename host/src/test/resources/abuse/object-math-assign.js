// expect: patterns/object-math-assign.js:6:28: inputs can't be changed: declare a let in this function and assign that
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-math-assign', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { Math.max = 1; return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
