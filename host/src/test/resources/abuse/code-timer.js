// expect: patterns/code-timer.js:6:26: unknown name 'setInterval': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-timer', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => setInterval(() => 1, 0) > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
