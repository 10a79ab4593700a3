// expect: patterns/import-bare.js:2:19: 'fs' can't be imported: a rule imports from 'shikra' and '../lib/file.js'
import { f } from 'fs';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-bare', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
