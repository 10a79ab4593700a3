// expect: patterns/shape-candidate-in-pattern.js:5:16: candidate values exist in filters only: use bar, day and study values
import { pattern, candidate } from 'shikra';
export default pattern({
  id: 'abuse-shape-candidate-in-pattern', name: 'Abuse', every: '1m',
  inputs: { a: candidate.confidence },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
