// expect: patterns/import-pattern.js:2:19: './other.js' is not a .js file in rules/lib: a rule imports from 'shikra' and '../lib/file.js'
import { f } from './other.js';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-pattern', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
