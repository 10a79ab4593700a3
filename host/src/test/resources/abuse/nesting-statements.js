// expect: patterns/nesting-statements.js:1:1: it can't be read, the script took longer than 20 s: write less
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-statements', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { @@repeat("1;", 6000)@@ return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
