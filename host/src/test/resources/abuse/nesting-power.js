// expect: patterns/nesting-power.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-power', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a@@repeat(" ** 2", 5000)@@ > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
