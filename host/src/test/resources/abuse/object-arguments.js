// expect: patterns/object-arguments.js:6:26: 'arguments' is not part of the rule language: name each parameter
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-arguments', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => arguments.callee > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
