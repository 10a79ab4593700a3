// expect: patterns/shape-no-inputs.js:5:11: a rule without inputs sees nothing: write inputs: { close: bar.close }
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-shape-no-inputs', name: 'Abuse', every: '1m',
  inputs: {  },
  when: { 'clause': x => 1 > 0 },
  then: x => ({ direction: 'long', confidence: 0.5 }),
});
