// expect: patterns/import-missing.js:2:19: there is no file 'lib/missing.js': none is known here
import { f } from '../lib/missing.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-missing', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
