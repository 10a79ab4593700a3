// expect: patterns/number-legacy-octal.js:6:26: syntax error: Invalid number
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-number-legacy-octal', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => 0777 > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
