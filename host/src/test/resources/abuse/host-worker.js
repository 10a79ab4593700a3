// expect: patterns/host-worker.js:6:26: 'new' makes an object, and rules work on numbers: compute with numbers and Math
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-host-worker', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => new Worker('x.js') > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
