// expect: patterns/nesting-arrows.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-arrows', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => @@repeat("a => ", 10000)@@ 1 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
