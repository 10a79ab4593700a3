// expect: patterns/object-spread-call.js:6:35: spread (...) is not part of the rule language: write each value out
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-spread-call', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Math.max(...[x.a]) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
