// expect: patterns/nesting-sum.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-sum', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a@@repeat(" + 1", 9000)@@ > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
