// expect: patterns/object-proto-input.js:6:28: no input is called '__proto__': known are a
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-proto-input', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.__proto__ > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
