// expect: patterns/object-delete.js:6:26: 'delete' is not part of the rule language: leave it out
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-delete', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => delete x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
