// expect: patterns/nesting-members.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-members', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x@@repeat(".a", 8000)@@ > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
