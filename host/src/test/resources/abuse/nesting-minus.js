// expect: patterns/nesting-minus.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-minus', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => @@repeat("- ", 20000)@@x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
