// expect: patterns/file-asi.js:6:28: return needs a value
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-asi', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { return
 x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
