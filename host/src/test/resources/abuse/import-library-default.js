// expect: lib/by-default.js:1:1: a library exports by name: write export function name(a) { ... }
import { f } from '../lib/by-default.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-lib-default', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
//// lib/by-default.js
export default a => a;
