// expect: patterns/nesting-parentheses.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-parentheses', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => @@repeat("(", 5000)@@x.a@@repeat(")", 5000)@@ > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
