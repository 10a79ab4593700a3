// expect: patterns/object-math-shadow.js:7:26: only functions of Math and functions imported from rules/lib can be called here: write Math.name(...), or declare what you need in inputs
import { pattern, bar } from 'shikra';
const Math = 1;
export default pattern({
  id: 'abuse-object-math-shadow', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Math.max(x.a, 1) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
