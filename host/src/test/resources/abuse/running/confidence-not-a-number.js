// expect: rule patterns/confidence-not-a-number.js: a run was discarded (confidence-not-a-number: the confidence is not from 0 to 1 (row 0)), strike 3: it rests until the next session or until it is edited
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'confidence-not-a-number', every: '1m',
  inputs: { close: bar.close },
  when: { 'dear': x => x.close > 300 },
  then: x => ({ direction: 'long', confidence: Math.sqrt(-x.close) }),
});
