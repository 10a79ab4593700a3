// expect: patterns/object-rest-parameter.js:6:22: a rest parameter (...) is not part of the rule language: name each parameter
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-rest-parameter', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': (...x) => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
