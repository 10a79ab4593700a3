// expect: patterns/object-getter-in-inputs.js:5:13: a getter is not part of the rule language: write name: value
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-getter-in-inputs', name: 'Abuse', every: '1m',
  inputs: { get a() { return bar.close; } },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
