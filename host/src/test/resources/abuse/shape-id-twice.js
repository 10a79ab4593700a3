// expect: patterns/shape-id-twice.js:1:1: id 'good-first' is already taken by patterns/a-good.js: give this rule another id
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'good-first', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
