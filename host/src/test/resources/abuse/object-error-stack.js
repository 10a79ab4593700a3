// expect: patterns/object-error-stack.js:6:26: members of this can't be read: only inputs (x.name), params (p.name) and Math have members
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-error-stack', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => new Error().stack === 'a' && x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
