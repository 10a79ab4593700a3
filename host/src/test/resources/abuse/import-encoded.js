// expect: patterns/import-encoded.js:2:19: there is no file 'lib/%2e%2e/x.js': none is known here
import { f } from '../lib/%2e%2e/x.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-encoded', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
