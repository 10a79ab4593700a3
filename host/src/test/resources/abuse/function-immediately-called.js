// expect: patterns/function-immediately-called.js:6:27: a function can't stand here: declare it at the top of the file or in rules/lib, and call it
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-function-immediately-called', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => (() => { while (true); })() > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
