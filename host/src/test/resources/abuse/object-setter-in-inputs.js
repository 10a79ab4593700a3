// expect: patterns/object-setter-in-inputs.js:5:13: a setter is not part of the rule language: write name: value
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-setter-in-inputs', name: 'Abuse', every: '1m',
  inputs: { set a(v) { } },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
