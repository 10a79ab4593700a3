// expect: patterns/shape-direction-word.js:7:28: unknown direction 'up': known are long, short, neutral
import { pattern, bar } from 'shikra';
export default pattern({
  id: 'abuse-shape-direction-word', name: 'Abuse', every: '1m',
  inputs: { a: bar.close },
  when: { 'clause': x => x.a > 0 },
  then: x => ({ direction: 'up', confidence: 0.5 }),
});
