// expect: patterns/nesting-arrays.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-arrays', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => @@repeat("[", 20000)@@@@repeat("]", 20000)@@ > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
