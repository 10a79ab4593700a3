// expect: patterns/statement-throw.js:6:28: 'throw' is not part of the rule language: give false, or let another clause refuse
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-statement-throw', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { throw 1; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
