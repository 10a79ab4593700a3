// expect: patterns/import-json.js:2:18: '../lib/data.json' is not a .js file in rules/lib: a rule imports from 'shikra' and '../lib/file.js'
import data from '../lib/data.json' with { type: 'json' };
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-json', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
