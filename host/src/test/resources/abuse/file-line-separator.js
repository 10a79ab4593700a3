// expect: patterns/file-line-separator.js:6:28: return needs a value
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-line-separator', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { return@@char(8232)@@x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
