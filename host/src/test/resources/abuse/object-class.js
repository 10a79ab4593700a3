// expect: patterns/object-class.js:6:26: a class is not part of the rule language: write functions of numbers
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-class', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => class { static { while (true); } } > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
