// expect: patterns/host-random.js:6:31: 'Math.random' is chance, which a rule must not depend on: leave it out
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-host-random', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => Math.random() > 0.5 && x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
