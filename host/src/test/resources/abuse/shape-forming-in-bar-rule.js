// expect: patterns/shape-forming-in-bar-rule.js:5:40: forming values are for rules with every: 'tick'; this rule runs every 1m: read closed bars, bar.close
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-shape-forming-in-bar-rule', name: 'Abuse', every: '1m',
  inputs: { a: bar.on('1m', { forming: true }).close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
