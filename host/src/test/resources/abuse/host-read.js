// expect: patterns/host-read.js:6:26: unknown name 'read': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-host-read', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => read('/etc/passwd') === 'a' && x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
