// expect: patterns/number-huge.js:6:26: '1e999' is too large: the largest number is 1.797e308
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-number-huge', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => 1e999 > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
