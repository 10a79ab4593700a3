// expect: patterns/object-input-assign.js:6:28: inputs can't be changed: declare a let in this function and assign that
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-input-assign', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { x.a = 1; return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
