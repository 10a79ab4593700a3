// expect: patterns/module-top-level-call.js:2:1: the top of a file holds imports, constants, functions and one export default: remove this
eval('1');
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-top-call', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
