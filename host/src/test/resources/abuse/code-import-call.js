// expect: patterns/code-import-call.js:6:26: import() is not part of the rule language: import at the top of the file
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-import-call', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => import('./other.js') > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
