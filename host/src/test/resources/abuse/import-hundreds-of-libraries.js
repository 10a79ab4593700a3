// expect: patterns/import-hundreds-of-libraries.js:1:1: the file imports more than 64 libraries, directly or not: join some of them
import { f } from '../lib/chain-0.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-chain', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
//// chain lib/chain-%d.js 3000
