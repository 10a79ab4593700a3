// expect: patterns/code-new-function.js:6:26: 'new' makes an object, and rules work on numbers: compute with numbers and Math
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-new-function', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => new Function('while(1);')() > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
