// expect: patterns/object-default-parameter.js:6:22: a parameter with a default is not part of the rule language: give the value at the call
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-default-parameter', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': (x = eval('1')) => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
