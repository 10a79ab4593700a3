// expect: patterns/nesting-and.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-and', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0@@repeat(" && x.a > 0", 4000)@@ },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
