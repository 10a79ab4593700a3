// expect: patterns/import-nul.js:2:19: there is no file 'lib/a
import { f } from '../lib/a\u0000.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-nul', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
