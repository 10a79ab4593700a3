// expect: patterns/object-proto-quoted.js:5:27: '__proto__' is reserved: choose another name
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-object-proto-quoted', name: 'Abuse', every: '1m',
  inputs: { a: bar.close, '__proto__': bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
