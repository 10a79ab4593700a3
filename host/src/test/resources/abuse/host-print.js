// expect: patterns/host-print.js:6:26: unknown name 'print': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-host-print', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => print('x') > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
