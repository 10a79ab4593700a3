// expect: patterns/code-timer-string.js:6:26: unknown name 'setTimeout': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-timer-string', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => setTimeout('while(1);', 0) > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
