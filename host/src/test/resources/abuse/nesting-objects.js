// expect: patterns/nesting-objects.js:6:30: syntax error: Label 'a' is already declared
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-objects', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => @@repeat("{a:", 10000)@@1@@repeat("}", 10000)@@ > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
