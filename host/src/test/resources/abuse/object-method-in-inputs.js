// expect: patterns/object-method-in-inputs.js:5:13: a method is not part of the rule language: write name: x => ...
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-method-in-inputs', name: 'Abuse', every: '1m',
  inputs: { a() { return bar.close; } },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
