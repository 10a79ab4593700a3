// expect: patterns/code-process.js:6:26: only functions of Math and functions imported from rules/lib can be called here: write Math.name(...), or declare what you need in inputs
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-process', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => process.exit(1) > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
