// expect: patterns/object-symbol.js:6:28: a member in brackets is not part of the rule language: write x.name
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-symbol', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x[Symbol.iterator] > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
