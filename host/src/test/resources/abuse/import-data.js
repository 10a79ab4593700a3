// expect: patterns/import-data.js:2:19: 'data:text/javascript,export const f = 1' can't be imported: a rule imports from 'shikra' and '../lib/file.js'
import { f } from 'data:text/javascript,export const f = 1';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-data', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
