// expect: patterns/statement-try.js:6:28: 'try' is not part of the rule language: nothing here throws; test the value
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-statement-try', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { try { return x.a > 0; } catch (e) { return false; } } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
