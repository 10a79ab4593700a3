// expect: patterns/statement-var.js:6:28: 'var' is not part of the rule language: write const, or let if it changes
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-statement-var', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { var s = 1; return s > x.a; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
