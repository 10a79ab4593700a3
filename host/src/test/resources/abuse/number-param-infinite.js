// expect: patterns/number-param-infinite.js:4:90: the default of n is a number
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-number-param-infinite', name: 'Abuse', every: '1m', params: { n: { default: 1e400, min: 0, max: 9 } },
  inputs: { a: bar.close },
  when: { 'clause': (x, p) => x.a > p.n },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
