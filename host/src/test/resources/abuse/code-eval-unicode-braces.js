// expect: patterns/code-eval-unicode-braces.js:6:26: 'eval' runs text as code, which a rule never may: write the expression itself
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-code-eval-unicode-braces', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => \u{65}val('1') > x.a },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
