// expect: patterns/code-load.js:6:26: unknown name 'load': known are Math, bar, pattern, x
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-load', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => load('https://example.com/x.js') > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
