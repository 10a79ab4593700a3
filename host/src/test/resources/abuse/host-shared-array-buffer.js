// expect: patterns/host-shared-array-buffer.js:6:26: members of this can't be read: only inputs (x.name), params (p.name) and Math have members
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-host-shared-array-buffer', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => new SharedArrayBuffer(8).byteLength > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
