// expect: patterns/object-this.js:6:26: members of this can't be read: only inputs (x.name), params (p.name) and Math have members
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-this', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => this.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
