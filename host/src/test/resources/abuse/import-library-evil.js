// expect: lib/evil.js:1:23: only functions of Math and functions imported from rules/lib can be called here: write Math.name(...), or declare what you need in inputs
import { f } from '../lib/evil.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-lib-evil', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
//// lib/evil.js
export const f = a => Java.type('java.lang.System').exit(a);
