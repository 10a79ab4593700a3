// expect: patterns/object-super.js:6:26: syntax error: 'super' keyword outside a method
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-super', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => super.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
