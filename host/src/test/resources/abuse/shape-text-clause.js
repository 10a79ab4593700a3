// expect: patterns/shape-text-clause.js:6:21: a clause gives true or false, not text: compare it, a === 'text'
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-shape-text-clause', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => 'always' },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
