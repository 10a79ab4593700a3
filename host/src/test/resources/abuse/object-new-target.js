// expect: patterns/object-new-target.js:6:26: syntax error: 'new.target' can only be used in functions and class static block
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-new-target', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => new.target === x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
