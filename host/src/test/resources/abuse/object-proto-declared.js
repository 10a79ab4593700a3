// expect: patterns/object-proto-declared.js:5:13: '__proto__' is reserved: choose another name
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-proto-declared', name: 'Abuse', every: '1m',
  inputs: { __proto__: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
