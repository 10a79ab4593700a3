// expect: patterns/number-confidence.js:7:48: confidence 70.0 is not from 0 to 1: write a share, 0.7
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-number-confidence', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 70 }),
});
