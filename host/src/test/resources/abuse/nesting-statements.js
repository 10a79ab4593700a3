// expect: patterns/nesting-statements.js:6:28: a value that nobody takes has no effect: return it, or assign it to a let
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-statements', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { @@repeat("1;", 6000)@@ return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
