// expect: patterns/memory-pad-start.js:6:26: members of this can't be read: only inputs (x.name), params (p.name) and Math have members
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-memory-pad-start', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => 'x'.padStart(2 ** 29).length > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
