// expect: rule patterns/stop-infinite.js: a run was discarded (stop-infinite: the stop or the target is infinite (row 0)), strike 3: it rests until the next session or until it is edited
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'stop-infinite', every: '1m',
  inputs: { close: bar.close },
  when: { 'dear': x => x.close > 300 },
  then: x => ({ direction: 'long', confidence: 0.5, stop: x.close / (x.close - x.close) }),
});
