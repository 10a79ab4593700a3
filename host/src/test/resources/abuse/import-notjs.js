// expect: patterns/import-notjs.js:2:19: '../lib/secret.txt' is not a .js file in rules/lib: a rule imports from 'shikra' and '../lib/file.js'
import { f } from '../lib/secret.txt';
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-import-notjs', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => f(x.a) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
