// expect: patterns/host-fetch.js:6:26: unknown name 'fetch': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-host-fetch', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => fetch('http://localhost') > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
