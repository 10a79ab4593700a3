// expect: patterns/number-separator-end.js:6:31: syntax error: Numeric separator is not allowed at the last of digits
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-number-separator-end', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => 1_000_ > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
