// expect: patterns/nesting-ifs.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-ifs', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { @@repeat("if (x.a > 0) ", 4000)@@ return true; return false; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
