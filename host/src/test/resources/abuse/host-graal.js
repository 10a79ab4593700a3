// expect: patterns/host-graal.js:6:26: unknown name 'Graal': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-host-graal', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Graal.versionGraalVM === 'a' && x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
