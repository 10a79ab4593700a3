// expect: patterns/nesting-templates.js:1:1: syntax error: it is nested too deeply to be read
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-nesting-templates', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => @@repeat("`${", 5000)@@1@@repeat("}`", 5000)@@ === 'a' },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
