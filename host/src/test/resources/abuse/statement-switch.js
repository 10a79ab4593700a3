// expect: patterns/statement-switch.js:6:28: 'switch' is not part of the rule language: write if and else, or a ? b : c
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-statement-switch', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { switch (x.a) { default: return true; } } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
