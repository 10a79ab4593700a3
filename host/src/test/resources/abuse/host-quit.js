// expect: patterns/host-quit.js:6:26: unknown name 'quit': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-host-quit', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => quit(1) > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
