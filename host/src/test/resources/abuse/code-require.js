// expect: patterns/code-require.js:6:26: 'require' is not part of the rule language: import { f } from '../lib/file.js'
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-require', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => require('fs') > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
