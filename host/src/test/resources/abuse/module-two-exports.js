// expect: patterns/module-two-exports.js:9:8: syntax error: Duplicate export 'default'
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-two-exports', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
export default 1;
