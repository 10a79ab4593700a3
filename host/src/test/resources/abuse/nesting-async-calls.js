// expect: patterns/nesting-async-calls.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-async-calls', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => @@repeat("async (", 6000)@@1@@repeat(")", 6000)@@ > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
