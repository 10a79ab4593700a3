// expect: patterns/import-library-link.js:2:19: there is no file 'lib/linked.js': none is known here
import { f } from '../lib/linked.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-lib-link', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
//// link lib/linked.js ../../outside.js
