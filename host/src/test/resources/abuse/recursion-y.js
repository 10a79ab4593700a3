// expect: patterns/recursion-y.js:6:27: a function can't stand here: declare it at the top of the file or in rules/lib, and call it
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-recursion-y', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => (f => f(f))(f => f(f)) > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
