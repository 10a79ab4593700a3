// expect: patterns/shape-unknown-key.js:4:62: unknown key 'after' in pattern: known are id, name, every, universe, fires, params, inputs, when, then
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-shape-unknown-key', name: 'Abuse', every: '1m', after: () => fetch('x'),
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
