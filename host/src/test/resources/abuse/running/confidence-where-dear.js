// expect: rule patterns/confidence-where-dear.js: a run was discarded (confidence-where-dear: the confidence is not from 0 to 1 (row 0)), strike 3: it rests until the next session or until it is edited
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'confidence-where-dear', every: '1m',
  inputs: { close: bar.close },
  when: { 'dear': x => x.close > 300 },
  then: x => ({ direction: 'long', confidence: x.close }),
});
