// expect: patterns/statement-assign-outside.js:7:28: 'counter' is declared outside this function, and a rule remembers nothing: declare it inside with let
import { pattern, bar } from 'shikra';
const counter = 0;
export default pattern({
  id: 'abuse-statement-assign-outside', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { counter = x.a; return x.a > 0; } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
