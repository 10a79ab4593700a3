// expect: patterns/object-reflect.js:6:26: only functions of Math and functions imported from rules/lib can be called here: write Math.name(...), or declare what you need in inputs
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-reflect', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Reflect.get(x, 'a') > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
