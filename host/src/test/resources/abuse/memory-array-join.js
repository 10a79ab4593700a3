// expect: patterns/memory-array-join.js:6:26: members of this can't be read: only inputs (x.name), params (p.name) and Math have members
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-array-join', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Array(2 ** 25).join('x').length > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
