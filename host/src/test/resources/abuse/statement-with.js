// expect: patterns/statement-with.js:6:28: syntax error: 'with' in strict mode
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-statement-with', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => { with (Math) { return max(x.a, 1) > 0; } } },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
