// expect: patterns/shape-duplicate-key.js:5:27: 'a' stands twice in inputs: remove one
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-shape-duplicate-key', name: 'Abuse', every: '1m',
  inputs: { a: bar.close, a: bar.open },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
