// expect: patterns/statement-using-global.js:6:28: 'leaked' is declared outside this function, and a rule remembers nothing: declare it inside with let
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-statement-using-global', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { leaked = x.a; return leaked > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
