// expect: patterns/statement-debugger.js:6:28: 'debugger' is not part of the rule language: leave it out
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-statement-debugger', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { debugger; return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
