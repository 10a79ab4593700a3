// expect: patterns/memory-array-fill.js:6:26: members of this can't be read: only inputs (x.name), params (p.name) and Math have members
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-array-fill', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => new Array(2 ** 28).fill(0).length > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
