// expect: patterns/object-destructuring.js:6:22: destructuring is not part of the rule language: take x and write x.name
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-destructuring', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': ({ a }) => a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
