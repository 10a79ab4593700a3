// expect: patterns/shape-name-long.js:4:24: name has 1 to 120 characters, this has 5000
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-x', name: '@@repeat("x", 5000)@@', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
