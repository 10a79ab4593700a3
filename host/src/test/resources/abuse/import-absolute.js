// expect: patterns/import-absolute.js:2:19: '/etc/passwd' can't be imported: a rule imports from 'shikra' and '../lib/file.js'
import { f } from '/etc/passwd';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-absolute', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
