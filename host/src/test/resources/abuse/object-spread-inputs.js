// expect: patterns/object-spread-inputs.js:5:27: spread (...) is not part of the rule language: write each name out
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-spread-inputs', name: 'Abuse', every: '1m',
  inputs: { a: bar.close, ...bar },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
