// expect: patterns/import-url.js:2:19: 'https://example.com/x.js' can't be imported: a rule imports from 'shikra' and '../lib/file.js'
import { f } from 'https://example.com/x.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-url', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
