// expect: patterns/file-nul.js:6:30: syntax error: Unexpected character '
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nul', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a @@char(0)@@ > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
