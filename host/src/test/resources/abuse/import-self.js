// expect: lib/self.js:1:24: 'lib/self.js' imports itself (lib/self.js): move what both need into a third file
import { f } from '../lib/self.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-self', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
//// lib/self.js
import { f as g } from './self.js';
export const f = a => g(a);
