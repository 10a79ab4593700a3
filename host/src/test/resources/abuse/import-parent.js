// expect: patterns/import-parent.js:2:19: '../../outside.js' is not a .js file in rules/lib: a rule imports from 'shikra' and '../lib/file.js'
import { f } from '../../outside.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-parent', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
