// expect: patterns/number-param-outside.js:4:78: param n is 10.0: it is from 0.0 to 9.0
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-number-param-outside', name: 'Abuse', every: '1m', params: { n: { default: 10, min: 0, max: 9 } },
  inputs: { a: bar.close },
  when: { 'clause': (x, p) => x.a > p.n },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
