// expect: patterns/memory-typed-array.js:6:26: members of this can't be read: only inputs (x.name), params (p.name) and Math have members
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-typed-array', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => new Float64Array(2 ** 28)[0] > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
