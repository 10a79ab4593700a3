// expect: patterns/number-study-length-negative.js:5:36: sma: length=-1: length is a whole number from 1 to 5000
import { pattern, study } from 'shikra';
export default pattern({
  id: 'abuse-number-study-length-negative', name: 'Abuse', every: '1m',
  inputs: { a: study.sma({ length: -1 }) },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
