// expect: lib/cycle-b.js:1:19: 'lib/cycle-a.js' imports itself (lib/cycle-a.js -> lib/cycle-b.js): move what both need into a third file
import { f } from '../lib/cycle-a.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-cycle', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
//// lib/cycle-a.js
import { g } from './cycle-b.js';
export const f = a => g(a);
//// lib/cycle-b.js
import { f } from './cycle-a.js';
export const g = a => f(a);
